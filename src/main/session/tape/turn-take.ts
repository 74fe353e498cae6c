import type { AudioPart } from '../../ports/session'
import { type InputSound, movedUp } from './input-sound'
import type { TapeRecorder } from './recorder'

/** A span of the user's sound that may become a turn. Positions are samples since the session's first. */
export class TurnTake {
  readonly #recorder: TapeRecorder
  /** A name of our own, under which the beginning of a long turn is recorded. */
  readonly #name: AudioPart
  /** Up to where it was given to the recorder. */
  #given: number
  #begun = false
  #end: number | null = null

  /** @param start where it begins; it goes on until it is ended */
  constructor(start: number, name: AudioPart, recorder: TapeRecorder) {
    this.#given = start
    this.#name = name
    this.#recorder = recorder
  }

  /** Where it ends; null while it goes on. */
  get end(): number | null {
    return this.#end
  }

  /** From where on sound is still needed for it; infinite when all of it was handed on. */
  get needs(): number {
    return this.#end !== null && this.#given >= this.#end ? Number.POSITIVE_INFINITY : this.#given
  }

  endAt(position: number): void {
    this.#end ??= Math.max(position, this.#given)
  }

  /** Hands on what comes before a position, so that it needs no more memory. */
  give(sound: InputSound, until: number): void {
    const last = Math.min(until, this.#end ?? sound.end)
    if (last <= this.#given || !this.#isWhole(sound)) return
    this.#recorder.add(this.#name, sound.read(this.#given, last))
    this.#given = last
    this.#begun = true
  }

  /** It is the turn of an item, and is recorded, whole or not at all. */
  keep(sound: InputSound, itemId: string): void {
    if (!this.#recorder.on || !this.#isWhole(sound)) {
      this.discard()
      return
    }
    const part = { itemId, contentIndex: 0 }
    const rest = sound.read(this.#given, this.#end ?? sound.end)
    if (this.#begun) this.#recorder.rename(this.#name, part)
    if (rest.length > 0) this.#recorder.add(part, rest)
    if (this.#begun || rest.length > 0) this.#recorder.finish(part)
  }

  /** Nothing comes of it. */
  discard(): void {
    if (this.#begun) this.#recorder.discard(this.#name)
    this.#begun = false
  }

  /** A span of the sound was taken out: what lies behind moves up. */
  moveUp(from: number, by: number): void {
    this.#given = movedUp(this.#given, from, by)
    if (this.#end !== null) this.#end = movedUp(this.#end, from, by)
  }

  /** Whether all that was not handed on is still held. */
  #isWhole(sound: InputSound): boolean {
    return this.#given >= sound.start
  }
}
