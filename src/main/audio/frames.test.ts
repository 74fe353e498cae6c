import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FRAME_SAMPLES } from '../../shared/audio-format'
import { FrameCutter } from './frames'
import { concatSamples } from './pcm'

test('blocks of any length become whole frames, without losing or moving a sample', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1000 }), { maxLength: 12 }), (lengths) => {
      const frames: Int16Array[] = []
      const cutter = new FrameCutter((frame) => frames.push(frame))
      let next = 0
      for (const length of lengths) cutter.push(new Int16Array(length).map(() => next++))
      expect(frames.length).toBe(Math.floor(next / FRAME_SAMPLES))
      cutter.flush()
      expect(frames.every((frame) => frame.length === FRAME_SAMPLES)).toBe(true)
      const all = concatSamples(frames)
      expect([...all.subarray(0, next)]).toEqual(Array.from({ length: next }, (_, index) => index))
      expect(all.subarray(next).every((sample) => sample === 0)).toBe(true)
    }),
  )
})

test('a frame that was handed over is not written to again', () => {
  const frames: Int16Array[] = []
  const cutter = new FrameCutter((frame) => frames.push(frame))
  cutter.push(new Int16Array(FRAME_SAMPLES).fill(1))
  cutter.push(new Int16Array(FRAME_SAMPLES).fill(2))
  expect(frames.map((frame) => frame[0])).toEqual([1, 2])
})
