import { createSpectrum, RealFourier } from './fourier'
import type { Spectrum } from './fourier'
import { meanSquare } from './power'

export interface EchoPathOptions {
  /** Samples in a frame. */
  readonly frame: number
  /** A power of two, at least twice the frame. */
  readonly transform: number
  /** How many frames of echo are modelled. */
  readonly partitions: number
  /** Only this share of the spectrum is modelled, from the bottom: 1 is all of it. */
  readonly band?: number
  /** The power gain of each partition that is expected before anything is known. */
  readonly prior: number
}

/**
 * How much of what is known about the path holds from one frame to the next. The rest is forgotten: so the filter follows
 * two clocks that drift apart, at the price of some depth where they don't.
 */
const MEMORY = 0.99
/** What each partition may become of its neighbours' power: a path that drifts moves from one into the next. */
const SPREAD = 0.1
/** How slowly the estimate of what is not echo (voice, noise) follows: a voice that begins must not be taken for echo. */
const NOISE_SMOOTHING = 0.5
/** Power in a bin that is nothing, for a full scale of 1. */
const LEAST_POWER = 1e-7

/** One frame's length of the path: its frequency response, how uncertain that is, and the reference that goes through it. */
interface Partition {
  response: Spectrum
  uncertainty: Float64Array
}

/** A transform's length of the reference. */
interface Heard {
  readonly spectrum: Spectrum
  /** Of each bin. */
  readonly power: Float64Array
  meanSquare: number
}

/**
 * Learns the way from the speaker to the microphone, and says what of the microphone's sound came that way. It is the
 * partitioned frequency-domain Kalman filter: its steps are as large as the echo is uncertain compared with all that is
 * not echo, so a voice over the answer does not spoil what was learnt, and no detector of double talk is needed.
 *
 * G. Enzner, P. Vary: Frequency-domain adaptive Kalman filter for acoustic echo control in hands-free telephones, Signal
 * Processing 86 (2006); F. Kuech et al.: State-space architecture of the partitioned-block-based acoustic echo controller,
 * ICASSP 2014.
 */
export class EchoPath {
  readonly #frame: number
  readonly #prior: number
  readonly #transform: RealFourier
  readonly #bins: number
  readonly #partitions: Partition[]
  /** The reference's spectra and powers, the newest at `#newest`, older ones after it. */
  readonly #reference: Heard[]
  #newest = 0
  readonly #gains: Float64Array
  readonly #history: Float64Array
  readonly #block: Float64Array
  readonly #estimate: Spectrum
  readonly #errorSpectrum: Spectrum
  readonly #noise: Float64Array
  readonly #step: Float64Array
  readonly #error: Float64Array
  #constrained = 0
  #silentFrames = Number.POSITIVE_INFINITY

  constructor({ frame, transform, partitions, band = 1, prior }: EchoPathOptions) {
    this.#frame = frame
    this.#prior = prior
    this.#transform = new RealFourier(transform)
    this.#bins = Math.round((transform / 2) * band) + 1
    const values = (): Float64Array => new Float64Array(transform / 2 + 1)
    this.#partitions = Array.from({ length: partitions }, () => ({
      response: createSpectrum(transform),
      uncertainty: values().fill(prior),
    }))
    this.#reference = this.#partitions.map(() => ({
      spectrum: createSpectrum(transform),
      power: values(),
      meanSquare: 0,
    }))
    this.#gains = new Float64Array(partitions)
    this.#history = new Float64Array(transform)
    this.#block = new Float64Array(transform)
    this.#estimate = createSpectrum(transform)
    this.#errorSpectrum = createSpectrum(transform)
    this.#noise = values()
    this.#step = values()
    this.#error = new Float64Array(frame)
  }

  /** The next frame of what is played. */
  listen(reference: Float64Array): void {
    this.#history.copyWithin(0, this.#frame)
    this.#history.set(reference, this.#history.length - this.#frame)
    this.#newest = (this.#newest + this.#reference.length - 1) % this.#reference.length
    const newest = this.#reference[this.#newest]
    if (!newest) return
    this.#transform.forward(this.#history, newest.spectrum)
    const { re, im } = newest.spectrum
    for (let bin = 0; bin < this.#bins; bin++) newest.power[bin] = (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2
    newest.meanSquare = meanSquare(this.#history)
    this.#silentFrames = newest.meanSquare === 0 ? this.#silentFrames + 1 : 0
  }

  /**
   * Takes the echo of what was listened to out of the microphone's next frame.
   * @returns What is left; overwritten by the next call.
   */
  process(microphone: Float64Array): Float64Array {
    if (this.#isSilent) {
      this.#error.set(microphone)
      this.#transformError()
      this.#noteNoise()
      return this.#error
    }
    this.#predict()
    this.#transform.inverse(this.#estimate, this.#block)
    const start = this.#block.length - this.#frame
    for (let index = 0; index < this.#frame; index++) {
      this.#error[index] = (microphone[index] ?? 0) - (this.#block[start + index] ?? 0)
    }
    this.#transformError()
    this.#noteNoise()
    this.#correct()
    this.#constrain()
    return this.#error
  }

  /** The power gain of each partition, by the lower quarter of the band; overwritten by the next call. */
  gains(): Float64Array {
    const bins = Math.ceil(this.#bins / 4)
    this.#partitions.forEach(({ response: { re, im } }, index) => {
      let sum = 0
      for (let bin = 0; bin < bins; bin++) sum += (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2
      this.#gains[index] = sum / bins
    })
    return this.#gains
  }

  /** The power of the echo as far as its strength is known, whatever its phase; 1 is full scale. */
  expectedEcho(): number {
    return this.gains().reduce((sum, gain, index) => sum + gain * this.#referenceOf(index).meanSquare, 0)
  }

  /** Moves what was learnt to later (or, below 0, earlier) partitions. What is moved out is lost. */
  shift(partitions: number): void {
    const moved = this.#partitions.map((_, index) => this.#partitions[index - partitions])
    const spare = this.#partitions.filter((partition) => !moved.includes(partition))
    moved.forEach((partition, index) => (this.#partitions[index] = partition ?? this.#clear(spare.pop())))
  }

  /** Forgets what was learnt, not what was listened to. */
  forget(): void {
    for (const partition of this.#partitions) this.#clear(partition)
  }

  /** What comes as echo, and, as yet in the place of the step, how uncertain its power is. */
  #predict(): void {
    const { re, im } = this.#estimate
    const bins = this.#bins
    const step = this.#step.fill(0)
    re.fill(0)
    im.fill(0)
    const kept = MEMORY * MEMORY
    const gains = this.gains()
    this.#partitions.forEach(({ response, uncertainty }, index) => {
      const { spectrum, power } = this.#referenceOf(index)
      const spread = SPREAD * ((gains[index - 1] ?? 0) + (gains[index + 1] ?? 0))
      const [allPathRe, allPathIm, allSoundRe, allSoundIm] = [response.re, response.im, spectrum.re, spectrum.im]
      for (let bin = 0; bin < bins; bin++) {
        const pathRe = allPathRe[bin] ?? 0
        const pathIm = allPathIm[bin] ?? 0
        const soundRe = allSoundRe[bin] ?? 0
        const soundIm = allSoundIm[bin] ?? 0
        re[bin] = (re[bin] ?? 0) + pathRe * soundRe - pathIm * soundIm
        im[bin] = (im[bin] ?? 0) + pathRe * soundIm + pathIm * soundRe
        const changed = pathRe * pathRe + pathIm * pathIm + spread
        const variance = kept * (uncertainty[bin] ?? 0) + (1 - kept) * changed
        uncertainty[bin] = variance
        step[bin] = (step[bin] ?? 0) + variance * (power[bin] ?? 0)
      }
    })
  }

  #transformError(): void {
    const start = this.#block.length - this.#frame
    this.#block.fill(0, 0, start)
    this.#block.set(this.#error, start)
    this.#transform.forward(this.#block, this.#errorSpectrum)
  }

  #noteNoise(): void {
    const { re, im } = this.#errorSpectrum
    for (let bin = 0; bin < this.#bins; bin++) {
      const error = (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2
      this.#noise[bin] = NOISE_SMOOTHING * (this.#noise[bin] ?? 0) + (1 - NOISE_SMOOTHING) * error
    }
  }

  #correct(): void {
    const { re, im } = this.#errorSpectrum
    const share = this.#share
    const bins = this.#bins
    const step = this.#step
    for (let bin = 0; bin < bins; bin++) {
      step[bin] = 1 / (share * (step[bin] ?? 0) + (this.#noise[bin] ?? 0) + LEAST_POWER)
    }
    this.#partitions.forEach(({ response, uncertainty }, index) => {
      const { spectrum, power } = this.#referenceOf(index)
      const [pathRe, pathIm, allSoundRe, allSoundIm] = [response.re, response.im, spectrum.re, spectrum.im]
      for (let bin = 0; bin < bins; bin++) {
        const gain = (uncertainty[bin] ?? 0) * (step[bin] ?? 0)
        const soundRe = allSoundRe[bin] ?? 0
        const soundIm = allSoundIm[bin] ?? 0
        const errorRe = re[bin] ?? 0
        const errorIm = im[bin] ?? 0
        pathRe[bin] = (pathRe[bin] ?? 0) + gain * (soundRe * errorRe + soundIm * errorIm)
        pathIm[bin] = (pathIm[bin] ?? 0) + gain * (soundRe * errorIm - soundIm * errorRe)
        uncertainty[bin] = (uncertainty[bin] ?? 0) * (1 - share * gain * (power[bin] ?? 0))
      }
    })
  }

  /** Keeps one partition after the other to its own frame of the path; all of them at once would cost too much. */
  #constrain(): void {
    this.#constrained = (this.#constrained + 1) % this.#partitions.length
    const response = this.#partitions[this.#constrained]?.response
    if (!response) return
    this.#transform.inverse(response, this.#block)
    this.#block.fill(0, this.#frame)
    this.#transform.forward(this.#block, response)
    response.re.fill(0, this.#bins)
    response.im.fill(0, this.#bins)
  }

  /** Nothing has been played for as long as the path is: there can be no echo, and nothing to learn. */
  get #isSilent(): boolean {
    return this.#silentFrames >= this.#partitions.length
  }

  /** The part of a transform that is new sound. */
  get #share(): number {
    return this.#frame / this.#transform.size
  }

  #referenceOf(partition: number): Heard {
    const reference = this.#reference[(this.#newest + partition) % this.#reference.length]
    if (!reference) throw new RangeError(`There is no partition ${partition}`)
    return reference
  }

  #clear(partition: Partition | undefined): Partition {
    if (!partition) throw new RangeError('There is no such partition')
    partition.response.re.fill(0)
    partition.response.im.fill(0)
    partition.uncertainty.fill(this.#prior)
    return partition
  }
}
