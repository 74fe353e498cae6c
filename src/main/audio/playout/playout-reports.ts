import { msToSamples } from '../../../shared/audio-format'
import type { AudioPart, SpeakerListener } from '../../ports/session'
import type { PlayoutQueue } from './playout-queue'
import { playedOf } from './queued-part'
import type { QueuedPart } from './queued-part'

/** How far a part is, in samples since the speaker was given it. */
export interface PartPosition extends AudioPart {
  /** Given to the device. */
  readonly handedOverSamples: number
  /** Has left the speaker, as far as the device can tell. */
  readonly heardSamples: number
}

const PROGRESS_SAMPLES = msToSamples(100)
const POSITION_MS = 20

/** Tells how far the parts are, after every write. */
export class PlayoutReports {
  readonly #queue: PlayoutQueue
  readonly #onPosition: (position: PartPosition) => void
  readonly #progress = new WeakMap<QueuedPart, number>()
  readonly #positions = new WeakMap<QueuedPart, PartPosition>()
  #positionsToldMs = Number.NEGATIVE_INFINITY

  constructor(queue: PlayoutQueue, onPosition: (position: PartPosition) => void) {
    this.#queue = queue
    this.#onPosition = onPosition
  }

  report(listener: SpeakerListener, nowMs: number): void {
    this.#reportProgress(listener)
    if (nowMs - this.#positionsToldMs < POSITION_MS) return
    for (const part of this.#queue.begun) if (this.#reportPosition(part)) this.#positionsToldMs = nowMs
  }

  /** Parts are heard one after the other, so only the first can have anything to report, until it is over. */
  #reportProgress(listener: SpeakerListener): void {
    for (let part = this.#queue.first; part; part = this.#queue.first) {
      if (part.complete && part.heardSamples === part.receivedSamples) {
        this.#queue.remove(part)
        listener.onHeard(playedOf(part, part.heardSamples))
        continue
      }
      const reported = this.#progress.get(part)
      const due = reported === undefined ? part.heardSamples > 0 : part.heardSamples - reported >= PROGRESS_SAMPLES
      if (due) {
        this.#progress.set(part, part.heardSamples)
        listener.onProgress(playedOf(part, part.heardSamples))
      }
      return
    }
  }

  /** @returns whether there was anything new. */
  #reportPosition(part: QueuedPart): boolean {
    const { itemId, contentIndex, handedOverSamples, heardSamples } = part
    const told = this.#positions.get(part)
    if (told?.handedOverSamples === handedOverSamples && told.heardSamples === heardSamples) return false
    const position = { itemId, contentIndex, handedOverSamples, heardSamples }
    this.#positions.set(part, position)
    this.#onPosition(position)
    return true
  }
}
