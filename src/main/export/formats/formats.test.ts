import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryTranscript } from '../../../../test/support/arbitrary-transcript'
import { everywhere, namedAttacks } from '../../../../test/support/nasty-transcripts'
import { aTranscript, written } from '../../../../test/support/transcripts'
import type { Transcript } from '../../../shared/conversation/transcript'
import { Failure } from '../../../shared/ipc/result'
import { formatNames, formatOf, formats } from '.'

describe('formatOf', () => {
  it.each([
    ['talk.md', 'md'],
    ['/a.b/talk.TXT', 'txt'],
    ['talk.md.json', 'json'],
    ['talk.htm', 'html'],
    ['talk.markdown', 'md'],
  ])('knows the format of %s', (path, name) => {
    expect(formatOf(path)).toBe(name)
  })

  it.each(['talk', 'talk.docx', 'talk.srt.bak', 'talk.md/x', 'talk.constructor'])('refuses %s', (path) => {
    expect(() => formatOf(path)).toThrow(Failure)
  })
})

describe.each(formatNames)('%s', (name) => {
  const expectFit = (transcript: Transcript): void => {
    const text = formats[name].format(transcript)
    expect(text).toMatch(/^(?:[\P{Control}\n\t]*\n)?$/u)
    expect(formats[name].format(transcript)).toBe(text)
  }

  it('ends with a line break, holds no control characters, and is the same each time', () => {
    fc.assert(fc.property(arbitraryTranscript, expectFit), { numRuns: 50 })
  })

  it.each(namedAttacks)('does so with %j in it, and in no time', (_name, attack) => {
    expectFit(everywhere(attack))
  })

  it('is made piece by piece', () => {
    const items = Array.from({ length: 100 }, () => written('Hello there.'))
    expect(Array.from(formats[name].pieces(aTranscript(items))).length).toBeGreaterThanOrEqual(100)
  })
})
