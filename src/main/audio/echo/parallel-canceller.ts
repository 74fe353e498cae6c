import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../shared/audio-format'
import type { Clock } from '../../../shared/clock'
import type { Aec3 } from './aec3'
import { Alignment } from './alignment'
import type { EchoReport } from './echo-report'
import { ErleMeter } from './erle-meter'
import { LinearStage } from './linear-stage'
import { Pairing } from './pairing'
import type { Pair } from './pairing'
import { meanSquare } from './power'
import { Reference } from './reference'
import { VoiceRestorer } from './voice-restorer'

/** The reference is kept for longer than any echo of it is looked for. */
const KEPT_SAMPLES = 4 * SAMPLE_RATE
const FULL_SCALE = 32_768
/** So long after the last sound there may still be echo. */
const ECHO_FRAMES = 50

/**
 * Two stages side by side: AEC3 suppresses whatever sounds like what was played, and a linear filter of our own takes out
 * what came over a straight way. Where there is only echo, AEC3's output is heard; where somebody speaks, the filter's.
 */
export class ParallelCanceller {
  readonly #aec3: Aec3
  readonly #pairing: Pairing
  readonly #reference = new Reference(KEPT_SAMPLES)
  readonly #alignment = new Alignment(this.#reference)
  readonly #linear = new LinearStage(this.#reference)
  readonly #restorer = new VoiceRestorer()
  readonly #meter = new ErleMeter()
  /** AEC3's output belongs to the frame before, so that is kept. */
  readonly #last = {
    microphone: new Float64Array(FRAME_SAMPLES),
    linear: new Float64Array(FRAME_SAMPLES),
    expectedEcho: 0,
    played: 0,
  }
  readonly #microphone = new Float64Array(FRAME_SAMPLES)
  readonly #played = new Float64Array(FRAME_SAMPLES)

  constructor(aec3: Aec3, clock: Clock) {
    this.#aec3 = aec3
    this.#pairing = new Pairing(clock)
  }

  get report(): EchoReport {
    return { erleDb: this.#meter.erleDb, delayMs: this.#alignment.delayMs }
  }

  /** See {@link EchoCanceller.played}. */
  played(samples: Int16Array, pendingSamples: number): void {
    this.#reference.push(samples)
    this.#pairing.played(samples.length, pendingSamples)
  }

  /** See {@link EchoCanceller.process}. */
  process(frame: Int16Array): Int16Array {
    if (frame.length !== FRAME_SAMPLES)
      throw new RangeError(`A frame has ${FRAME_SAMPLES} samples, not ${frame.length}`)
    const microphone = this.#microphone
    for (let index = 0; index < FRAME_SAMPLES; index++) microphone[index] = (frame[index] ?? 0) / FULL_SCALE
    const pair = this.#pairing.captured()
    const linear = pair ? this.#cancel(microphone, pair) : microphone
    const suppressed = this.#aec3.process(microphone, this.#played)
    const { expectedEcho, played, ...last } = this.#last
    const output = this.#restorer.process({ ...last, suppressed }, expectedEcho, played)
    this.#meter.note(last.microphone, last.linear, output)
    this.#keep(microphone, linear)
    return toSamples(output)
  }

  #keep(microphone: Float64Array, linear: Float64Array): void {
    this.#last.microphone.set(microphone)
    this.#last.linear.set(linear)
    this.#last.expectedEcho = this.#linear.expectedEcho
    this.#last.played = meanSquare(this.#played)
  }

  /** Leaves what AEC3 is to hear in `#played`. */
  #cancel(microphone: Float64Array, pair: Pair): Float64Array {
    const aligned = this.#alignment.align(microphone, pair)
    this.#reference.read(aligned.suppressor, this.#played)
    if (aligned.suppressorOutdated || this.#restorer.pathLost) this.#restartSuppressor(aligned.silentFrames)
    if (aligned.pathOutdated) this.#restorer.forgetPath()
    if (aligned.move) this.#linear.move(aligned.move)
    return this.#linear.process(microphone, aligned.linear)
  }

  /** What it knows is wrong now. Fresh, it lets nothing through; confused, it lets echo through for seconds. */
  #restartSuppressor(silentFrames: number): void {
    this.#aec3.reset()
    if (silentFrames < ECHO_FRAMES) this.#restorer.suppressorRestarts()
  }
}

function toSamples(values: Float64Array): Int16Array {
  const samples = new Int16Array(values.length)
  for (let index = 0; index < values.length; index++) {
    samples[index] = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round((values[index] ?? 0) * FULL_SCALE)))
  }
  return samples
}
