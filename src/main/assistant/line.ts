import type { Microphone, Speaker, Transport } from '../session/ports'
import type { Sound } from './ports'

/** What one session runs on. */
export interface Adapters extends Sound {
  readonly transport: Transport
}

/**
 * The ports of a conversation's session service, behind which the adapters can be exchanged between two of its
 * sessions: the conversation goes on when the user chooses another endpoint or another microphone.
 *
 * A device that was opened is used and closed itself, even if others have been chosen since.
 */
export class Line {
  #adapters: Adapters | null = null
  #openMicrophone: Microphone | null = null
  #openSpeaker: Speaker | null = null

  /** What the next session is to run on. */
  use(adapters: Adapters): void {
    this.#adapters = adapters
  }

  readonly transport: Transport = {
    connect: (listener) => this.#next().transport.connect(listener),
  }

  readonly microphone: Microphone = {
    open: (listener) => {
      this.#openMicrophone = this.#next().microphone
      return this.#openMicrophone.open(listener)
    },
    close: () => this.#openMicrophone?.close() ?? Promise.resolve(),
  }

  readonly speaker: Speaker = {
    open: (listener) => {
      this.#openSpeaker = this.#next().speaker
      return this.#openSpeaker.open(listener)
    },
    enqueue: (part, samples) => (this.#openSpeaker ?? this.#next().speaker).enqueue(part, samples),
    finish: (part) => (this.#openSpeaker ?? this.#next().speaker).finish(part),
    interrupt: () => this.#openSpeaker?.interrupt() ?? Promise.resolve([]),
    close: () => this.#openSpeaker?.close() ?? Promise.resolve(),
  }

  #next(): Adapters {
    if (!this.#adapters) throw new Error('A session was started before it was said what it runs on')
    return this.#adapters
  }
}
