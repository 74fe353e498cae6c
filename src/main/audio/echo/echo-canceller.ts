import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../shared/audio-format'
import type { Clock } from '../../../shared/clock'
import { loadAec3 } from './aec3'
import type { Aec3 } from './aec3'
import { Alignment } from './alignment'
import { ErleMeter } from './erle-meter'
import { LinearStage } from './linear-stage'
import { Pairing } from './pairing'
import type { Pair } from './pairing'
import { Reference } from './reference'
import { VoiceRestorer } from './voice-restorer'

/** Takes the speaker's sound out of the microphone's (24 kHz mono PCM16). */
export interface EchoCanceller {
  /**
   * Notes what was just handed to the speaker, silence included, in order and without gaps.
   * @param pendingSamples how many samples, these included, have not left the speaker yet, as far as known
   */
  played(samples: Int16Array, pendingSamples: number): void
  /**
   * The next 10 ms of the microphone (240 samples), without the echo.
   * @returns A frame of the same length, which is the one before: what comes out lags 10 ms behind
   * @throws RangeError when the frame has another length
   */
  process(frame: Int16Array): Int16Array
  /** The speaker or the microphone is another one now: what was known of the way between them is forgotten. */
  reset(): void
  /**
   * `erleDb`: the power before over the power behind the canceller in the last second in which there was an echo worth the
   * name, in decibels; null before there was one. `delayMs`: the time from handing over to hearing that is assumed; null
   * before it was found in the sound.
   */
  readonly report: { readonly erleDb: number | null; readonly delayMs: number | null }
  /** Frees the WebAssembly memory. */
  close(): void
}

/** Loads the WebAssembly (about 10 ms) and makes a canceller. */
export async function loadEchoCanceller(clock: Clock): Promise<EchoCanceller> {
  return new ParallelCanceller(await loadAec3(), clock)
}

/** The reference is kept for longer than any echo of it is looked for. */
const KEPT_SAMPLES = 4 * SAMPLE_RATE
const FULL_SCALE = 32_768

/**
 * Two stages side by side: AEC3 suppresses whatever sounds like what was played, and a linear filter of our own takes out
 * what came over a straight way. Where there is only echo, AEC3's output is heard; where somebody speaks, the filter's.
 */
class ParallelCanceller implements EchoCanceller {
  readonly #aec3: Aec3
  readonly #clock: Clock
  #pairing: Pairing
  #reference = new Reference(KEPT_SAMPLES)
  #alignment = new Alignment(this.#reference)
  #linear = new LinearStage(this.#reference)
  #restorer = new VoiceRestorer()
  #meter = new ErleMeter()
  /** AEC3's output belongs to the frame before, so that is kept. */
  readonly #last = { microphone: new Float64Array(FRAME_SAMPLES), linear: new Float64Array(FRAME_SAMPLES), echo: 0 }
  readonly #microphone = new Float64Array(FRAME_SAMPLES)
  readonly #played = new Float64Array(FRAME_SAMPLES)

  constructor(aec3: Aec3, clock: Clock) {
    this.#aec3 = aec3
    this.#clock = clock
    this.#pairing = new Pairing(clock)
  }

  get report(): { readonly erleDb: number | null; readonly delayMs: number | null } {
    return { erleDb: this.#meter.erleDb, delayMs: this.#alignment.delayMs }
  }

  played(samples: Int16Array, pendingSamples: number): void {
    this.#reference.push(samples)
    this.#pairing.played(samples.length, pendingSamples)
  }

  process(frame: Int16Array): Int16Array {
    if (frame.length !== FRAME_SAMPLES)
      throw new RangeError(`A frame has ${FRAME_SAMPLES} samples, not ${frame.length}`)
    const microphone = this.#microphone
    for (let index = 0; index < FRAME_SAMPLES; index++) microphone[index] = (frame[index] ?? 0) / FULL_SCALE
    const pair = this.#pairing.captured()
    const linear = pair ? this.#cancel(microphone, pair) : microphone
    const last = this.#last
    const suppressed = this.#aec3.process(microphone, this.#played)
    const output = this.#restorer.process({ microphone: last.microphone, linear: last.linear, suppressed }, last.echo)
    this.#meter.note(last.microphone, last.linear, output)
    last.microphone.set(microphone)
    last.linear.set(linear)
    last.echo = this.#linear.expectedEcho
    return toSamples(output)
  }

  /** Leaves what AEC3 is to hear in `#played`. */
  #cancel(microphone: Float64Array, pair: Pair): Float64Array {
    const { linear, suppressor, move } = this.#alignment.align(microphone, pair)
    this.#reference.read(suppressor, this.#played)
    if (move) this.#linear.move(move)
    return this.#linear.process(microphone, linear)
  }

  reset(): void {
    this.#aec3.reset()
    this.#pairing = new Pairing(this.#clock)
    this.#reference = new Reference(KEPT_SAMPLES)
    this.#alignment = new Alignment(this.#reference)
    this.#linear = new LinearStage(this.#reference)
    this.#restorer = new VoiceRestorer()
    this.#meter = new ErleMeter()
    this.#played.fill(0)
  }

  close(): void {
    this.#aec3.close()
  }
}

function toSamples(values: Float64Array): Int16Array {
  const samples = new Int16Array(values.length)
  for (let index = 0; index < values.length; index++) {
    samples[index] = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round((values[index] ?? 0) * FULL_SCALE)))
  }
  return samples
}
