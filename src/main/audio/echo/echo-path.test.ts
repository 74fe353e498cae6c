import { beforeEach, describe, expect, it } from 'vitest'
import { EchoPath } from './echo-path'
import { meanSquare, toDecibels } from './power'

const FRAME = 24
const PARTITIONS = 6
const QUIET = 1e-4

/** Noise between -1 and 1, another one for each seed. */
function noise(length: number, seed: number): Float64Array {
  let state = seed
  return Float64Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647
    return (state / 2_147_483_647) * 2 - 1
  })
}

/** What comes over a path that delays by so many samples and takes 10 dB away. */
const echoOf = (sound: Float64Array, delay: number): Float64Array =>
  sound.map((_, index) => 0.316 * (sound[index - delay] ?? 0))

let path: EchoPath

beforeEach(() => {
  path = new EchoPath({ frame: FRAME, transform: 64, partitions: PARTITIONS, prior: 0.1 })
})

/** Lets the filter hear both; returns what was left, in all. */
function run(played: Float64Array, heard: Float64Array): Float64Array {
  const left = new Float64Array(heard.length)
  for (let from = 0; from + FRAME <= heard.length; from += FRAME) {
    path.listen(played.subarray(from, from + FRAME))
    left.set(path.process(heard.subarray(from, from + FRAME)), from)
  }
  return left
}

const LENGTH = 400 * FRAME
const played = noise(LENGTH, 1).map((sample) => sample / 4)
const floor = noise(LENGTH, 2).map((sample) => sample * QUIET)
const add = (...sounds: readonly Float64Array[]): Float64Array =>
  sounds.reduce((sum, sound) => sum.map((sample, index) => sample + (sound[index] ?? 0)))
const lastHalf = (sound: Float64Array): Float64Array => sound.subarray(LENGTH / 2)
const reduction = (before: Float64Array, left: Float64Array): number =>
  toDecibels(meanSquare(lastHalf(before)) / meanSquare(lastHalf(left)))

describe('the linear filter', () => {
  it('learns where the echo comes from, and takes it out', () => {
    const heard = add(echoOf(played, 2 * FRAME + 7), floor)
    expect(reduction(heard, run(played, heard))).toBeGreaterThan(20)
    const gains = [...path.gains()]
    expect(gains.indexOf(Math.max(...gains))).toBe(2)
    expect(toDecibels(path.expectedEcho())).toBeCloseTo(toDecibels(meanSquare(heard)), -1)
  })

  it('leaves a voice over the echo as it is', () => {
    const voice = lastHalf(noise(LENGTH, 3))
    const spoken = new Float64Array(LENGTH)
    spoken.set(voice, LENGTH / 2)
    const left = run(played, add(echoOf(played, 30), floor, spoken))
    const product = lastHalf(left).reduce((sum, sample, index) => sum + sample * (voice[index] ?? 0), 0)
    expect(product / voice.length / meanSquare(voice)).toBeCloseTo(1, 1)
  })

  it('does nothing to a sound that nothing was played before', () => {
    const voice = noise(LENGTH, 3)
    expect(run(new Float64Array(LENGTH), voice)).toEqual(voice.subarray(0, LENGTH))
  })

  it('keeps what it learnt when the reference comes earlier or later by whole frames', () => {
    const heard = add(echoOf(played, 2 * FRAME + 7), floor)
    run(played, heard)
    path.shift(-1)
    const later = played.map((_, index) => played[index - FRAME] ?? 0)
    const left = run(later, heard)
    expect(
      toDecibels(meanSquare(heard.subarray(0, 50 * FRAME)) / meanSquare(left.subarray(FRAME * 6, 50 * FRAME))),
    ).toBeGreaterThan(15)
  })

  it('follows an echo that drifts from one frame into another', () => {
    const dull = played.map((_, index) =>
      played.subarray(Math.max(0, index - 7), index + 1).reduce((sum, x) => sum + x, 0),
    )
    const delayAt = (index: number): number => 2 * FRAME + 10 - Math.floor(index / (20 * FRAME))
    const heard = add(
      dull.map((_, index) => 0.316 * (dull[index - delayAt(index)] ?? 0)),
      floor,
    )
    const left = run(dull, heard)
    const [from, until] = [300 * FRAME, LENGTH]
    expect(
      toDecibels(meanSquare(heard.subarray(from, until)) / meanSquare(left.subarray(from, until))),
    ).toBeGreaterThan(8)
  })

  it('forgets', () => {
    run(played, echoOf(played, 7))
    path.forget()
    expect(Math.max(...path.gains())).toBe(0)
  })
})
