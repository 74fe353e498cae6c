import { describe, expect, it } from 'vitest'
import { answer, voice } from '../../../../test/support/echo-rig'
import { echoIn, heardIn, placed } from '../../../../test/support/room'
import { FRAME_MS, FRAME_SAMPLES } from '../../../shared/audio-format'
import { DelayFinder, directSound } from './delay-finder'

const SECONDS = 3
const played = answer(SECONDS)

/** What is found, frame by frame. */
function search(microphone: Int16Array): readonly (number | null)[] {
  const finder = new DelayFinder()
  const frame = (sound: Int16Array, from: number): Float64Array =>
    Float64Array.from(sound.subarray(from, from + FRAME_SAMPLES), (sample) => sample / 32_768)
  return Array.from({ length: played.length / FRAME_SAMPLES }, (_, index) =>
    finder.process(frame(played, index * FRAME_SAMPLES), frame(microphone, index * FRAME_SAMPLES)),
  )
}

describe.each([25, 65, 155, 255, 405])('an echo after %i ms', (delayMs) => {
  const found = search(heardIn({}, echoIn({ delayMs }, played)))
  const places = found.filter((place) => place !== null)

  it('is found within a second after it began', () => {
    const first = found.findIndex((place) => place !== null)
    expect(first * FRAME_MS).toBeLessThan(500 + delayMs + 1000)
  })

  it('is found in its place, give or take a frame, and nowhere else', () => {
    const place = delayMs / FRAME_MS
    expect(places.length).toBeGreaterThan(50)
    expect(places.every((each) => Math.abs(each + 0.5 - place) <= 1.5)).toBe(true)
    expect(Math.abs((places.at(-1) ?? 0) + 0.5 - place)).toBeLessThanOrEqual(1)
  })
})

describe('what is no echo', () => {
  it('is not taken for one', () => {
    const spoken = search(heardIn({}, placed(voice(), [0.6], SECONDS)))
    expect(spoken.every((place) => place === null)).toBe(true)
  })
})

describe('the direct sound', () => {
  const room = (gains: Readonly<Record<number, number>>): number | null =>
    directSound(Float64Array.from({ length: 50 }, (_, frame) => gains[frame] ?? 0))

  it('is the strongest frame, followed by the room', () => {
    expect(room({ 9: 0.02, 10: 0.1, 11: 0.05, 15: 0.03 })).toBe(10)
  })

  it('is nowhere when there are two, or it is faint', () => {
    expect(room({ 10: 0.1, 40: 0.08 })).toBeNull()
    expect(room({ 10: 0.00005 })).toBeNull()
  })
})
