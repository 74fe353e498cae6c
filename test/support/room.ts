import { msToSamples, SAMPLE_RATE } from '../../src/shared/audio-format'

/** A room with a speaker and a microphone in it, and the ways between them. */
export interface Room {
  /** From handing over to hearing: all buffers, and the way through the air. */
  readonly delayMs: number
  /** The direct sound's, in dB. */
  readonly gainDb?: number
  /** How much faster the speaker's clock runs than the microphone's, in millionths. */
  readonly driftPpm?: number
  /** What else comes back: so many ms behind the direct sound, at this part of its amplitude. */
  readonly reflections?: readonly (readonly [ms: number, amplitude: number])[]
  /** Whether there is nothing but the direct sound. */
  readonly dry?: boolean
  /** The noise of room and microphone: its RMS in dB of full scale. */
  readonly noiseDb?: number
}

/** A desk in a furnished room. */
const furnished: NonNullable<Room['reflections']> = [
  [2.1, -0.4],
  [5.3, 0.3],
  [9.7, -0.25],
  [14.2, 0.2],
  [23, -0.15],
  [37, 0.1],
  [55, -0.07],
  [80, 0.05],
]

/** What the microphone hears of the speaker: the echo, 24 kHz mono, as long as what was played. Without noise. */
export function echoIn(room: Room, played: Int16Array): Int16Array {
  const { delayMs, gainDb = -10, driftPpm = 0, reflections = furnished, dry = false } = room
  const speaker = driftPpm === 0 ? Float64Array.from(played) : drifted(played, driftPpm)
  const gain = 10 ** (gainDb / 20)
  const heard = new Float64Array(played.length)
  for (const [ms, amplitude] of [[0, 1] as const, ...(dry ? [] : reflections)]) {
    const delay = msToSamples(delayMs + ms)
    for (let index = delay; index < heard.length; index++) heard[index]! += gain * amplitude * speaker[index - delay]!
  }
  return Int16Array.from(heard, Math.round)
}

/** What the microphone delivers: the sounds together, and the noise, which is the same every time. */
export function heardIn({ noiseDb = -75 }: Pick<Room, 'noiseDb'>, ...sounds: readonly Int16Array[]): Int16Array {
  const random = createRandom()
  const amplitude = Math.sqrt(3) * 32_768 * 10 ** (noiseDb / 20)
  return Int16Array.from({ length: Math.max(...sounds.map(({ length }) => length)) }, (_, index) => {
    const sound = sounds.reduce((sum, samples) => sum + (samples[index] ?? 0), 0)
    return Math.max(-32_768, Math.min(32_767, Math.round(sound + amplitude * (2 * random() - 1))))
  })
}

/** A silence of this length with a sound in it at these moments. */
export function placed(sound: Int16Array, atSeconds: readonly number[], seconds: number): Int16Array {
  const samples = new Int16Array(seconds * SAMPLE_RATE)
  for (const at of atSeconds) {
    const start = Math.round(at * SAMPLE_RATE)
    samples.set(sound.subarray(0, samples.length - start), start)
  }
  return samples
}

/** The same sound, brought to this RMS in dB of full scale. */
export function atLevel(sound: Int16Array, levelDb: number): Int16Array {
  const rms = Math.sqrt(sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length)
  const gain = (32_768 * 10 ** (levelDb / 20)) / rms
  return sound.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))))
}

const TAPS = 32
const PHASES = 512

/** Plays faster by so many millionths: a windowed sinc between the samples. */
function drifted(samples: Int16Array, driftPpm: number): Float64Array {
  const filters = Array.from({ length: PHASES + 1 }, (_, phase) => sincFilter(phase / PHASES))
  return Float64Array.from({ length: samples.length }, (_, index) => {
    const position = index * (1 + driftPpm * 1e-6)
    const first = Math.floor(position)
    const filter = filters[Math.round((position - first) * PHASES)]!
    let sum = 0
    for (let tap = 0; tap < TAPS; tap++) sum += (samples[first + tap - TAPS / 2 + 1] ?? 0) * filter[tap]!
    return sum
  })
}

function sincFilter(fraction: number): Float64Array {
  return Float64Array.from({ length: TAPS }, (_, tap) => {
    const time = tap - TAPS / 2 + 1 - fraction
    const sinc = time === 0 ? 1 : Math.sin(Math.PI * time) / (Math.PI * time)
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * time) / (TAPS / 2 + 1)))
  })
}

/** Numbers from 0 to 1, the same ones every time (a linear congruential generator). */
function createRandom(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
