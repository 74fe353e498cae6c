import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryTranscript } from '../../../../test/support/arbitrary-transcript'
import { aTranscript, spoken, written } from '../../../../test/support/transcripts'
import { formatJson } from './json'
import { parseTranscript } from './json-schema'

describe('formatJson', () => {
  it('loses nothing', () => {
    fc.assert(
      fc.property(arbitraryTranscript, (transcript) => {
        expect(parseTranscript(formatJson(transcript))).toEqual(transcript)
      }),
    )
  })

  it('says what it is', () => {
    expect(JSON.parse(formatJson(aTranscript([])))).toMatchObject({ format: 'parley.transcript', version: 1 })
  })

  it('also says what was heard of an answer that was stopped', () => {
    const document: unknown = JSON.parse(formatJson(aTranscript([spoken('assistant', null, 'one two', 1000, 600)])))
    expect(document).toMatchObject({ items: [{ parts: [{ text: 'one two', heard: 'one ', unheard: 'two' }] }] })
  })

  it('writes control characters as escapes', () => {
    expect(formatJson(aTranscript([written('\u001B[1m\u009B\u007F\u2028')]))).toContain(
      '\\u001b[1m\\u009b\\u007f\\u2028',
    )
  })
})

describe('parseTranscript', () => {
  it.each([
    ['another version', { version: 2 }],
    ['another format', { format: 'somebody.else' }],
    ['an item of no known kind', { items: [{ kind: 'dream', id: 'x', at: null, status: 'completed' }] }],
  ])('refuses %s', (_name, change) => {
    const document = { ...(JSON.parse(formatJson(aTranscript([]))) as object), ...change }
    expect(() => parseTranscript(JSON.stringify(document))).toThrow()
  })
})
