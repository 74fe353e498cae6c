import { FRAME_SAMPLES } from '../../shared/audio-format'

/** Cuts blocks of any length into frames of 10 ms (240 samples at 24 kHz). */
export class FrameCutter {
  readonly #onFrame: (frame: Int16Array) => void
  #frame = new Int16Array(FRAME_SAMPLES)
  #filled = 0

  /** @param onFrame Gets each whole frame; the array is the callee's to keep. */
  constructor(onFrame: (frame: Int16Array) => void) {
    this.#onFrame = onFrame
  }

  push(samples: Int16Array): void {
    let offset = 0
    while (offset < samples.length) {
      const count = Math.min(FRAME_SAMPLES - this.#filled, samples.length - offset)
      this.#frame.set(samples.subarray(offset, offset + count), this.#filled)
      this.#filled += count
      offset += count
      if (this.#filled === FRAME_SAMPLES) this.#emit()
    }
  }

  /** Hands on what is left as a last frame, filled up with silence. */
  flush(): void {
    if (this.#filled > 0) this.#emit()
  }

  #emit(): void {
    const frame = this.#frame
    this.#frame = new Int16Array(FRAME_SAMPLES)
    this.#filled = 0
    this.#onFrame(frame)
  }
}
