import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryTranscript } from '../../../../test/support/arbitrary-transcript'
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
  it('ends with a line break, holds no control characters, and is the same each time', () => {
    fc.assert(
      fc.property(arbitraryTranscript, (transcript) => {
        const text = formats[name].format(transcript)
        expect(text).toMatch(/^(?:[\P{Control}\n\t]*\n)?$/u)
        expect(formats[name].format(transcript)).toBe(text)
      }),
      { numRuns: 50 },
    )
  })
})
