import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { silence } from '../../../../test/support/sounds'
import { msToSamples } from '../../../shared/audio-format'
import { concatSamples, samplesToBytes } from '../../audio/pcm'
import { type CreateResampler, loadResampler } from '../../audio/resampling/resampler'
import { samplesToBase64 } from './base64'
import { InputBuffer, MAX_APPEND_BYTES } from './input-buffer'

let createResampler: CreateResampler
beforeAll(async () => {
  createResampler = await loadResampler()
})

const empty = (rate = 24_000): InputBuffer => new InputBuffer(() => createResampler(rate, 24_000))

const filled = (...blocks: Int16Array[]): InputBuffer => {
  const buffer = empty()
  for (const block of blocks) buffer.append(samplesToBase64(block))
  return buffer
}

const codeOf = (checked: { ok: true } | { ok: false; error: { code: string } }): string | null =>
  checked.ok ? null : checked.error.code

describe('InputBuffer', () => {
  it('commits all that was appended, and is empty then', () => {
    const buffer = filled(
      Int16Array.from({ length: 3000 }, (_, index) => index),
      new Int16Array(1000).fill(7),
    )
    const committed = buffer.commit()
    expect(committed.ok && committed.value.length).toBe(4000)
    expect(committed.ok && [committed.value[2999], committed.value[3000]]).toEqual([2999, 7])
    expect(buffer.length).toBe(0)
    expect(buffer.end).toBe(4000)
  })

  it('refuses a commit of less than 100 ms, and keeps what it has', () => {
    const buffer = filled(silence(99))
    const committed = buffer.commit()
    expect(codeOf(committed)).toBe('input_audio_buffer_commit_empty')
    expect(!committed.ok && committed.error.message).toContain('buffer only has 99.00ms of audio')
    buffer.append(samplesToBase64(silence(1)))
    expect(codeOf(buffer.commit())).toBeNull()
  })

  it('refuses what is not base64, and more than 15 MiB, and stays as it was', () => {
    const buffer = filled(silence(50))
    expect(codeOf(buffer.append('not base64!!'))).toBe('invalid_value')
    const tooMuch = Buffer.alloc(MAX_APPEND_BYTES + 2).toString('base64')
    expect(codeOf(buffer.append(tooMuch))).toBe('string_above_max_length')
    expect(buffer.length).toBe(msToSamples(50))
  })

  it('takes exactly 15 MiB', () => {
    expect(codeOf(empty().append(Buffer.alloc(MAX_APPEND_BYTES).toString('base64')))).toBeNull()
  })

  it('brings another rate to 24 kHz, to the last sample', () => {
    const buffer = empty(16_000)
    const tenth = Int16Array.from({ length: 1600 }, (_, index) => 8000 * Math.sin((2 * Math.PI * index) / 16))
    for (const turn of [1, 2]) {
      buffer.append(samplesToBase64(tenth.subarray(0, 700)))
      buffer.append(samplesToBase64(tenth.subarray(700)))
      const committed = buffer.commit()
      if (!committed.ok) throw new Error(committed.error.message)
      expect([turn, committed.value.length]).toEqual([turn, msToSamples(100)])
      const middle = committed.value.subarray(480, 1920)
      const wanted = middle.map((_, index) => 8000 * Math.sin((2 * Math.PI * (index + 480)) / 24))
      expect(Math.max(...middle.map((sample, index) => Math.abs(sample - (wanted[index] ?? 0))))).toBeLessThan(60)
    }
  })

  it('keeps what is too short at another rate, too', () => {
    const buffer = empty(16_000)
    buffer.append(samplesToBase64(new Int16Array(1599).fill(1000)))
    expect(codeOf(buffer.commit())).toBe('input_audio_buffer_commit_empty')
    buffer.append(samplesToBase64(new Int16Array(1600).fill(1000)))
    const committed = buffer.commit()
    expect(committed.ok && committed.value.length).toBe(2399 + 2400)
  })

  it('goes on with its timeline after a clear', () => {
    const buffer = filled(silence(200))
    buffer.clear()
    expect([buffer.length, buffer.end]).toEqual([0, msToSamples(200)])
    buffer.append(samplesToBase64(silence(100)))
    expect([buffer.length, buffer.end]).toEqual([msToSamples(100), msToSamples(300)])
  })

  it('joins samples that were cut in the middle', () => {
    fc.assert(
      fc.property(fc.int16Array({ minLength: 1 }), fc.array(fc.nat({ max: 50 })), (samples, cuts) => {
        const bytes = samplesToBytes(samples)
        const buffer = empty()
        let at = 0
        for (const length of [...cuts, bytes.length]) {
          buffer.append(bytes.subarray(at, at + length).toString('base64'))
          at += length
        }
        expect(buffer.read(0, buffer.end)).toEqual(samples)
      }),
    )
  })

  it('reads any part of what it still has, like one long array', () => {
    const blocks = fc.array(fc.int16Array({ maxLength: 40 }), { maxLength: 10 })
    fc.assert(
      fc.property(blocks, fc.nat(400), fc.nat(400), fc.nat(400), (parts, forget, from, until) => {
        const all = concatSamples(parts)
        const buffer = filled(...parts)
        buffer.forgetBefore(Math.min(forget, all.length))
        expect(buffer.length).toBe(all.length - Math.min(forget, all.length))
        expect(buffer.read(from, until)).toEqual(all.slice(Math.max(from, Math.min(forget, all.length)), until))
      }),
    )
  })
})
