import type { AudioPart } from '../../ports/session'
import type { TapeRecorder } from './recorder'

/** How many parts that are over are remembered: sound that comes late comes within a few answers. */
const REMEMBERED_PARTS = 64

/** Records what the assistant says: the sound of each part that is given to the speaker. */
export class PlayedParts {
  readonly #recorder: TapeRecorder
  readonly #open = new Map<string, AudioPart>()
  /** Parts of which nothing more is recorded, latest last. */
  readonly #over = new Set<string>()

  constructor(recorder: TapeRecorder) {
    this.#recorder = recorder
  }

  played(part: AudioPart, samples: Int16Array): void {
    const key = keyOf(part)
    if (this.#over.has(key)) return
    if (!this.#recorder.on) {
      if (this.#open.delete(key)) this.#recorder.discard(part)
      this.#end(key)
      return
    }
    if (samples.length === 0) return
    this.#open.set(key, part)
    this.#recorder.add(part, samples)
  }

  finished(part: AudioPart): void {
    const key = keyOf(part)
    if (this.#open.delete(key)) this.#recorder.finish(part)
    this.#end(key)
  }

  /** Nothing of what was playing goes on. */
  finishAll(): void {
    for (const part of [...this.#open.values()]) this.finished(part)
  }

  #end(key: string): void {
    this.#over.delete(key)
    this.#over.add(key)
    for (const oldest of this.#over) {
      if (this.#over.size <= REMEMBERED_PARTS) break
      this.#over.delete(oldest)
    }
  }
}

const keyOf = ({ itemId, contentIndex }: AudioPart): string => `${contentIndex}:${itemId}`
