/** What was sent to the server of late. Positions are samples since the session's first. */
export class InputSound {
  readonly #blocks: Int16Array[] = []
  #start = 0
  #end = 0

  /** Where what is still held begins. */
  get start(): number {
    return this.#start
  }

  /** How much there was so far. */
  get end(): number {
    return this.#end
  }

  append(samples: Int16Array): void {
    if (samples.length === 0) return
    this.#blocks.push(samples.slice())
    this.#end += samples.length
  }

  /** Counts samples without keeping them, nor those before: nobody records them. */
  skip(count: number): void {
    this.#blocks.length = 0
    this.#end += count
    this.#start = this.#end
  }

  /** A copy of a span, of which there is what is held. */
  read(from: number, until: number): Int16Array {
    const first = Math.max(from, this.#start)
    const last = Math.min(until, this.#end)
    const read = new Int16Array(Math.max(0, last - first))
    let at = this.#start
    for (const block of this.#blocks) {
      if (at >= last) break
      const within = block.subarray(Math.max(0, first - at), Math.max(0, last - at))
      if (within.length > 0) read.set(within, Math.max(at, first) - first)
      at += block.length
    }
    return read
  }

  forgetBefore(position: number): void {
    const until = Math.min(position, this.#end)
    while (this.#start < until) {
      const [oldest] = this.#blocks
      if (!oldest) break
      const forgotten = Math.min(oldest.length, until - this.#start)
      if (forgotten === oldest.length) this.#blocks.shift()
      else this.#blocks[0] = oldest.subarray(forgotten)
      this.#start += forgotten
    }
  }

  /** Takes a span out, whether it is still held or not: it was not sent after all, and what came behind it moves up. */
  remove(from: number, until: number): void {
    const kept = [this.read(this.#start, from), this.read(until, this.#end)]
    this.#blocks.length = 0
    for (const block of kept) if (block.length > 0) this.#blocks.push(block)
    this.#start = movedUp(this.#start, from, until - from)
    this.#end = movedUp(this.#end, from, until - from)
  }

  /** A new session: positions begin anew. */
  clear(): void {
    this.#blocks.length = 0
    this.#start = this.#end = 0
  }
}

/** Where a position is after so many samples were taken out from a place on. */
export const movedUp = (position: number, from: number, by: number): number =>
  position <= from ? position : Math.max(from, position - by)
