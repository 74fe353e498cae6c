/**
 * What naudiodon holds between us and the device. It can't be asked, but it follows from when it lets blocks in: only
 * `maxBlocks` find room, so one that is let in when there were as many shows that the device has taken a callback's worth.
 * What the device took without that sign is noticed when the queue is next full; until then it counts as still queued.
 * All counts are samples per channel.
 */
export class NativeQueue {
  readonly #callbackSamples: number
  readonly #maxBlocks: number
  /** What is left of the blocks that were let in, oldest first. */
  readonly #blocks: number[] = []
  /** Blocks that wait to be let in. */
  readonly #waiting: number[] = []
  /** Whether the device has begun with the first block, which then takes no room any more. */
  #begun = false

  constructor(callbackSamples: number, maxBlocks: number) {
    this.#callbackSamples = callbackSamples
    this.#maxBlocks = maxBlocks
  }

  /** All that was offered and that the device has not taken. */
  get samples(): number {
    return sum(this.#blocks) + sum(this.#waiting)
  }

  /** A block is offered, and waits until it is let in. */
  offer(samples: number): void {
    this.#waiting.push(samples)
  }

  /** The block that has waited longest was let in. @returns whether that shows that the device has taken something. */
  letIn(): boolean {
    let taken = false
    while (this.#blocks.length - (this.#begun ? 1 : 0) >= this.#maxBlocks) {
      this.#take()
      taken = true
    }
    const block = this.#waiting.shift()
    if (block !== undefined) this.#blocks.push(block)
    return taken
  }

  #take(): void {
    let missing = this.#callbackSamples
    this.#begun = false
    for (let first = this.#blocks[0]; first !== undefined && missing > 0; first = this.#blocks[0]) {
      if (first > missing) {
        this.#blocks[0] = first - missing
        this.#begun = true
        return
      }
      this.#blocks.shift()
      missing -= first
    }
  }
}

const sum = (lengths: readonly number[]): number => lengths.reduce((total, length) => total + length, 0)
