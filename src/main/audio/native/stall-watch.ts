import type { Cancel, Clock } from '../../../shared/clock'

const TICK_MS = 50
/** 3 s. A sound server may take seconds to wake a device that was asleep; 1.9 s were seen on PulseAudio. */
const START_TICKS = 60
/**
 * 450 ms. On PulseAudio nothing stood still for more than 200 ms beside one busy program; with ten on two cores, 400 ms
 * once in ten minutes.
 */
const STALL_TICKS = 9
/** A speaker fills its buffers at once (one tick, or two where it falls between them), and only then waits for the device. */
const REGULAR_TICKS = 3

/**
 * Notices that a device has stopped: naudiodon says nothing when one is unplugged, its callbacks just cease. Turns of
 * the event loop are counted rather than time, so that a program which was held up itself, or a computer that slept,
 * doesn't take that for a dead device.
 */
export class StallWatch {
  readonly #clock: Clock
  readonly #onStall: () => void
  #cancel: Cancel = () => undefined
  #moved = false
  #stillTicks = 0
  #movedTicks = 0

  /**
   * @param onStall Called once: when a device that has moved regularly hasn't for 450 to 500 ms, or another for 3 s.
   */
  constructor(clock: Clock, onStall: () => void) {
    this.#clock = clock
    this.#onStall = onStall
    this.#plan()
  }

  /** The device has given or taken audio. */
  moved(): void {
    this.#moved = true
  }

  stop(): void {
    this.#cancel()
  }

  #plan(): void {
    this.#cancel = this.#clock.schedule(TICK_MS, () => {
      if (this.#moved) this.#movedTicks++
      this.#stillTicks = this.#moved ? 0 : this.#stillTicks + 1
      this.#moved = false
      if (this.#stillTicks < this.#patience) this.#plan()
      else this.#onStall()
    })
  }

  get #patience(): number {
    return this.#movedTicks < REGULAR_TICKS ? START_TICKS : STALL_TICKS
  }
}
