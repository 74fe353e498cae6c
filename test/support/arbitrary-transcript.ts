import fc from 'fast-check'
import type { ContentPart, Item } from '../../src/shared/conversation/item'
import type { ResponseRecord, Transcript } from '../../src/shared/conversation/transcript'
import type { Usage } from '../../src/shared/usage/usage'

/** Any transcript, with all that text from outside can hold: markup, control characters, broken surrogates, arrows. */

const nasty = fc.constantFrom(
  '<',
  '>',
  '&',
  '"',
  "'",
  '-->',
  '\n',
  '\r\n',
  '\u0007',
  '\u202E',
  '\uD800',
  '# ',
  '`',
  '. ',
)
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.oneof(nasty, fc.string({ maxLength: 8 }))).map((pieces) => pieces.join('')),
)
const values = fc.oneof(text, fc.integer())
const ms = fc.integer({ min: 0, max: 120_000 })
const at = fc.option(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_600_000 }))
const base = { id: fc.string(), at, status: fc.constantFrom('in_progress', 'completed', 'incomplete') }

const part: fc.Arbitrary<ContentPart> = fc.record({
  kind: fc.constantFrom('text', 'audio'),
  text,
  audioMs: fc.oneof(fc.constant(0), ms),
  heardMs: fc.option(ms),
  transcript: fc.constantFrom('none', 'pending', 'done', 'failed'),
})

const item: fc.Arbitrary<Item> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('message'),
      ...base,
      role: fc.constantFrom('user', 'assistant', 'system'),
      responseId: fc.option(fc.string()),
      parts: fc.array(part, { maxLength: 3 }),
    }),
  },
  fc.record({ kind: fc.constant('function_call'), ...base, name: text, callId: fc.string(), arguments: text }),
  fc.record({ kind: fc.constant('function_output'), ...base, callId: fc.string(), output: text }),
  fc.record(
    {
      kind: fc.constant('notice'),
      ...base,
      level: fc.constantFrom('info', 'warning', 'error'),
      code: fc.string(),
      text,
      values: fc.dictionary(fc.oneof(fc.constantFrom('host', 'said', '__proto__', '2', '1'), text), values),
    },
    { requiredKeys: ['kind', 'id', 'at', 'status', 'level', 'code', 'text'] },
  ),
  fc.record({ kind: fc.constant('other'), ...base, type: fc.string() }),
)

const tokens = fc.nat()
const usage: fc.Arbitrary<Usage> = fc.record({
  total: tokens,
  input: tokens,
  output: tokens,
  inputText: tokens,
  inputAudio: tokens,
  inputImage: tokens,
  cachedText: tokens,
  cachedAudio: tokens,
  cachedImage: tokens,
  outputText: tokens,
  outputAudio: tokens,
})

const response: fc.Arbitrary<ResponseRecord> = fc.record({
  id: fc.option(text),
  at,
  dollars: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
  usage,
})

export const arbitraryTranscript: fc.Arbitrary<Transcript> = fc.record({
  id: fc.option(text),
  title: text,
  startedAt: at,
  model: fc.option(text),
  endpoint: fc.option(text),
  items: fc.array(item, { maxLength: 8 }),
  usage,
  responses: fc.array(response, { maxLength: 3 }),
})
