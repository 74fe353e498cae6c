import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryTranscript } from '../../../../test/support/arbitrary-transcript'
import { toJson } from '../history/file/encode'
import { mendItem } from './mend-item'

it('leaves sound items as they are', () => {
  fc.assert(
    fc.property(arbitraryTranscript, ({ items }) => {
      for (const item of items) expect(mendItem(toJson(item))).toBe(toJson(item))
    }),
  )
})

it('finds the words of a message whose fields have lost their names', () => {
  const broken = {
    kind: 'message',
    id: 'a',
    at: 5,
    status: 'complezed',
    role: 'user',
    pasts: [{ kind: 'audio', tezt: 'what was said in it', audioMs: 'x', heardMs: null, transcript: 'done' }, 7],
    responseId: null,
  }
  const part = { kind: 'audio', text: 'what was said in it', audioMs: 0, heardMs: null, transcript: 'done' }
  expect(JSON.parse(mendItem(JSON.stringify(broken)) ?? '')).toEqual({
    kind: 'message',
    id: 'a',
    at: 5,
    status: 'completed',
    role: 'user',
    parts: [part],
    responseId: null,
  })
})

it('makes something of every object that says what it is', () => {
  const kinds = fc.constantFrom('message', 'function_call', 'function_output', 'notice', 'other', 'mesSage')
  fc.assert(
    fc.property(kinds, fc.dictionary(fc.string(), fc.jsonValue()), (kind, rest) => {
      const mended = mendItem(JSON.stringify({ ...rest, kind }))
      expect(mended).not.toBeNull()
      expect(mendItem(mended ?? '')).toBe(mended)
    }),
  )
  for (const none of ['', '7', 'null', '[]', '{}', '{"kind":7}', '{"kind":"mess']) expect(mendItem(none)).toBeNull()
})
