import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryTranscript } from '../../../../test/support/arbitrary-transcript'
import { aTranscript, spoken, written } from '../../../../test/support/transcripts'
import { noUsage } from '../../../shared/usage/usage'
import { formatJson } from './json'
import { parseTranscript } from './parse-transcript'

const read = (text: string) => parseTranscript(text, 'talk.json')

const document = (changes: object = {}): string =>
  JSON.stringify({ ...(JSON.parse(formatJson(aTranscript([written('Hello.')]))) as object), ...changes })

describe('formatJson', () => {
  it('loses nothing', () => {
    fc.assert(
      fc.property(arbitraryTranscript, (transcript) => {
        expect(read(formatJson(transcript))).toEqual(transcript)
      }),
      { numRuns: 500 },
    )
  })

  it('writes what was read as the same bytes again, however its objects came to be', () => {
    fc.assert(
      fc.property(arbitraryTranscript, (transcript) => {
        const text = formatJson(transcript)
        expect(formatJson(read(text))).toBe(text)
        expect(formatJson(backwards(transcript))).toBe(text)
      }),
    )
  })

  it('is laid out as JSON.stringify lays out', () => {
    fc.assert(
      fc.property(arbitraryTranscript, (transcript) => {
        const text = formatJson(transcript)
        const plain = (value: string) =>
          value.replace(/[\u007F-\u009F\u2028\u2029]/g, '').replace(/\\u00[89][0-9a-f]|\\u007f|\\u202[89]/g, '')
        expect(plain(text)).toBe(plain(`${JSON.stringify(JSON.parse(text), null, 2)}\n`))
      }),
    )
  })

  it('says what it is', () => {
    expect(JSON.parse(formatJson(aTranscript([])))).toMatchObject({
      format: 'parley.transcript',
      version: 1,
      id: null,
      responses: [],
      items: [],
    })
  })

  it('tells the tokens and the price of each response', () => {
    const response = { id: 'resp_1', at: 5, usage: { ...noUsage, total: 7 }, dollars: 0.002 }
    const text = formatJson(aTranscript([], { id: 'one', responses: [response] }))
    expect(JSON.parse(text)).toMatchObject({ id: 'one', responses: [response] })
    expect(read(text).responses).toEqual([response])
  })

  it('also says what was heard of an answer that was stopped', () => {
    const text = formatJson(aTranscript([spoken('assistant', null, 'one two', 1000, 600)]))
    expect(JSON.parse(text)).toMatchObject({ items: [{ parts: [{ text: 'one two', heard: 'one ', unheard: 'two' }] }] })
  })

  it('writes control characters as escapes', () => {
    expect(formatJson(aTranscript([written('\u001B[1m\u009B\u007F\u2028')]))).toContain(
      '\\u001b[1m\\u009b\\u007f\\u2028',
    )
  })
})

describe('parseTranscript', () => {
  it('takes files that were written before there were names and responses', () => {
    const { id: _id, responses: _responses, ...old } = JSON.parse(document()) as Record<string, unknown>
    expect(read(JSON.stringify(old))).toMatchObject({ id: null, responses: [], title: 'A title' })
  })

  it('leaves alone what a newer program has added', () => {
    const newer = JSON.parse(document({ colour: 'red' })) as { items: object[] }
    const items = newer.items.map((item) => ({ ...item, mood: 'good' }))
    expect(read(JSON.stringify({ ...newer, items }))).toEqual(read(document()))
  })

  const item = { id: 'x', at: null, status: 'completed' }
  it.each([
    ['no JSON', '{"format": "parley', 'import.not_json', '“talk.json” is not JSON'],
    ['nothing', '', 'import.not_json', '“talk.json” is not JSON'],
    ['JSON that stops', '{\n  "format": 5,\n  !', 'import.not_json', 'line 3, column 3'],
    ['a newer version', document({ version: 2 }), 'import.newer', 'format 2; this one reads 1'],
    ['no version', document({ version: 0 }), 'import.not_transcript', 'its format is “parley.transcript”'],
    ['another format', document({ format: 'other' }), 'import.not_transcript', 'its format is “parley.transcript”'],
    ['another thing', '[1]', 'import.not_transcript', 'its format is “parley.transcript”'],
    ['a title that is none', document({ title: 5 }), 'import.not_transcript', 'title: Invalid input: expected string'],
    [
      'an item of no known kind',
      document({ items: [{ ...item, kind: 'dream' }] }),
      'import.not_transcript',
      'items[0]',
    ],
    [
      'a part that is none',
      document({ items: [{ ...item, kind: 'message', role: 'user', responseId: null, parts: [{}] }] }),
      'import.not_transcript',
      'items[0].parts[0].kind',
    ],
    [
      'values that are none',
      document({ items: [{ ...item, kind: 'notice', level: 'info', code: 'c', text: 't', values: { a: [] } }] }),
      'import.not_transcript',
      'items[0].values: expected an object of strings and numbers',
    ],
  ])('refuses %s, and says what is wrong where', (_name, text, code, words) => {
    let thrown: unknown
    try {
      read(text)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ error: { code, message: expect.stringContaining(words) as unknown } })
  })
})

/** The same, with the fields of every object in the opposite order, and one that the format doesn't know. */
function backwards<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one: unknown) => backwards(one)) as T
  const fields = Object.entries(value).map(([name, field]: [string, unknown]) => [
    name,
    name === 'values' ? field : backwards(field),
  ])
  return Object.fromEntries([['unknown', 1], ...fields.reverse()]) as T
}
