import type { Cancel, Clock } from '../../shared/clock'

const TICK_MS = 250
/** 10 s. A sound server may take seconds to wake a device that was asleep; 1.9 s were seen on PulseAudio. */
const START_TICKS = 40
/** 1.5 s. */
const STALL_TICKS = 6

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
  #stillTicks = 1
  /** Whether it has moved in two ticks on end. A speaker fills its buffers at once, and only then waits for the device. */
  #running = false

  /** @param onStall Called once, when a running device hasn't moved for 1.5 s, or another for 10 s. */
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
      if (this.#moved && this.#stillTicks === 0) this.#running = true
      this.#stillTicks = this.#moved ? 0 : this.#stillTicks + 1
      this.#moved = false
      if (this.#stillTicks < (this.#running ? STALL_TICKS : START_TICKS)) this.#plan()
      else this.#onStall()
    })
  }
}
