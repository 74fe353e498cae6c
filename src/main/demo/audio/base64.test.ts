import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesToSamples } from '../../audio/pcm'
import { decodeBase64, samplesToBase64 } from './base64'

describe('base64', () => {
  it('brings samples back as they were', () => {
    fc.assert(
      fc.property(fc.int16Array(), (samples) => {
        const bytes = decodeBase64(samplesToBase64(samples))
        expect(bytes && bytesToSamples(bytes)).toEqual(samples)
      }),
    )
  })

  it.each(['%%%%', 'AAA', 'AA AA===', 'A===', 'AAAA\nAAA', '{"a":1}A'])('refuses %j', (garbage) => {
    expect(decodeBase64(garbage)).toBeNull()
  })

  it('takes nothing as nothing', () => {
    expect(decodeBase64('')?.length).toBe(0)
  })
})
