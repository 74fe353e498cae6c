import { beforeEach, describe, expect, it } from 'vitest'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../shared/audio-format'
import { meanSquare, toDecibels } from './power'
import { VoiceRestorer } from './voice-restorer'

/** A tone of this power, in dB; tones of different pitch have nothing in common. */
function tone(frequency: number, levelDb: number): (frame: number) => Float64Array {
  const amplitude = Math.SQRT2 * 10 ** (levelDb / 20)
  return (frame) =>
    Float64Array.from({ length: FRAME_SAMPLES }, (_, index) => {
      const time = (frame * FRAME_SAMPLES + index) / SAMPLE_RATE
      return amplitude * Math.sin(2 * Math.PI * frequency * time)
    })
}

const sum = (...sounds: readonly Float64Array[]): Float64Array =>
  Float64Array.from({ length: FRAME_SAMPLES }, (_, index) => sounds.reduce((total, sound) => total + sound[index]!, 0))
const scaled = (sound: Float64Array, decibels: number): Float64Array =>
  sound.map((sample) => sample * 10 ** (decibels / 20))

const echo = tone(300, -30)
const voice = tone(500, -20)
const FAR = 0.01

let restorer: VoiceRestorer
let frame: number

beforeEach(() => {
  restorer = new VoiceRestorer()
  frame = 0
})

interface Sound {
  readonly microphone: Float64Array
  readonly linear: Float64Array
  readonly suppressed: Float64Array
  readonly expectedEcho?: number
}

/** The level of what comes out in the end, in dB, after so many frames of the same kind. */
function hear(frames: number, make: (frame: number) => Sound): number {
  let power = 0
  for (let count = 0; count < frames; count++, frame++) {
    const { expectedEcho = 0.001, ...stages } = make(frame)
    power = meanSquare(restorer.process(stages, expectedEcho, FAR))
  }
  return toDecibels(power)
}

/** Only echo: the filter leaves 15 dB less of it, and the suppressor 35 dB less. */
const onlyEcho = (at: number): Sound => ({
  microphone: echo(at),
  linear: scaled(echo(at), -15),
  suppressed: scaled(echo(at), -35),
})

/** A voice over it, that the suppressor cuts by so much. */
const overIt = (cutDb: number) => (at: number) => ({
  microphone: sum(echo(at), voice(at)),
  linear: sum(scaled(echo(at), -15), voice(at)),
  suppressed: scaled(voice(at), -cutDb),
})

describe('what is heard', () => {
  it('of an echo, is less than the suppressor leaves, by what the filter takes away', () => {
    expect(hear(150, onlyEcho)).toBeCloseTo(-30 - 35 - 15, 0)
  })

  it('of an echo that the suppressor lets through, is still less than the filter leaves', () => {
    hear(150, onlyEcho)
    expect(hear(30, (at) => ({ ...onlyEcho(at), suppressed: scaled(echo(at), -12) }))).toBeLessThan(-30 - 15 - 5)
  })

  it('of hissing that the suppressor takes, is nothing, though it lets through what else there is', () => {
    const low = tone(300, -40)
    const hiss = tone(9000, -30)
    const hissing = (at: number): Sound => ({
      microphone: sum(low(at), hiss(at)),
      linear: sum(low(at), hiss(at)),
      suppressed: sum(scaled(low(at), -1), scaled(hiss(at), -40)),
    })
    expect(hear(50, hissing)).toBeLessThan(-38)
  })

  it('of a voice over it, is the whole voice', () => {
    hear(150, onlyEcho)
    expect(hear(50, overIt(15))).toBeCloseTo(-20, 0)
  })

  it('of a voice before the path is known, is what the suppressor leaves if that is little, else all', () => {
    const unknown = (cutDb: number) => (at: number) => ({ ...overIt(cutDb)(at), linear: sum(echo(at), voice(at)) })
    expect(hear(50, unknown(15))).toBeCloseTo(-35, 0)
    expect(hear(50, unknown(4))).toBeCloseTo(-19.6, 0)
  })

  it('is no voice where the echo has only grown louder', () => {
    hear(150, onlyEcho)
    const louder = (at: number): Sound => ({
      microphone: scaled(echo(at), 12),
      linear: scaled(echo(at), 12).map((sample, index) => sample - (echo(at)[index] ?? 0)),
      suppressed: scaled(echo(at), -3),
    })
    expect(hear(10, louder)).toBeLessThan(-30)
  })

  it('is no voice where what is played is loud enough to be that echo', () => {
    hear(150, onlyEcho)
    const hiss = tone(900, -30)
    const hissing = (at: number): Sound => ({
      microphone: sum(hiss(at), scaled(echo(at), -30)),
      linear: hiss(at),
      suppressed: scaled(hiss(at), -18),
    })
    expect(hear(30, hissing)).toBeLessThan(-45)
    expect(hear(30, (at) => ({ ...hissing(at), expectedEcho: 0.00001 }))).toBeGreaterThan(-35)
  })
})

describe('when the path is lost', () => {
  /** The echo comes another way: nothing of what the filter expects is in it. */
  const astray = (at: number): Sound => ({
    microphone: tone(450, -30)(at),
    linear: sum(tone(450, -30)(at), echo(at)),
    suppressed: tone(450, -33)(at),
  })

  it('that is told, once', () => {
    hear(250, onlyEcho)
    const told: boolean[] = []
    for (let count = 0; count < 30; count++) {
      hear(1, astray)
      told.push(restorer.pathLost)
    }
    expect(told.filter(Boolean)).toHaveLength(1)
    expect(told.indexOf(true)).toBeLessThan(10)
  })

  it('is not told before it was known for a second', () => {
    hear(60, onlyEcho)
    for (let count = 0; count < 30; count++) {
      hear(1, astray)
      expect(restorer.pathLost).toBe(false)
    }
  })

  it('a suppressor that begins anew is not heard for 300 ms, for it does not know what was played before', () => {
    restorer.suppressorRestarts()
    expect(hear(29, astray)).toBeLessThan(-50)
    expect(hear(10, astray)).toBeGreaterThan(-35)
  })
})
