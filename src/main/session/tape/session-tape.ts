import { errorName } from '../../../shared/realtime/error-codes'
import type { ClientEvent } from '../../../shared/realtime/client-events'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { WireItem } from '../../../shared/realtime/wire'
import type { AudioPart } from '../../ports/session'
import { PlayedParts } from './played-parts'
import type { TapeRecorder } from './recorder'
import { TurnSegmenter } from './turn-segmenter'

export type { TapeRecorder }

/** How much sound the transport holds back before it drops the oldest, in milliseconds. */
const HELD_BY_TRANSPORT_MS = 10_000

/**
 * Follows what a session sends and plays, and records which of it belongs to which item. It is told everything in the
 * order in which it happens, and decides nothing about the session.
 *
 * A turn of the user's is exactly what the server made a message of: the samples that were sent to it. An answer is what
 * was given to the speaker; how much of that was heard before an interruption the conversation knows. Either is recorded
 * whole or not at all.
 */
export class SessionTape {
  readonly #turns: TurnSegmenter
  readonly #played: PlayedParts

  constructor(recorder: TapeRecorder) {
    this.#turns = new TurnSegmenter(recorder)
    this.#played = new PlayedParts(recorder)
  }

  /** How turns are taken from here on; to be told when it is sent to the server. */
  takesTurns(mode: TurnMode): void {
    this.#turns.takesTurns(mode)
  }

  /** Sound on its way to the server (24 kHz mono PCM16; copied only while the recorder is on); to be told before it is given to the transport. */
  sent(samples: Int16Array): void {
    this.#turns.sent(samples)
  }

  /** The transport has dropped the oldest sound that waited, which the server's clock therefore doesn't count. */
  dropped(ms: number): void {
    this.#turns.dropped(ms, HELD_BY_TRANSPORT_MS)
  }

  /** An event on its way to the server, in its place among the sound. */
  sentEvent(event: ClientEvent): void {
    if (event.type === 'input_audio_buffer.commit') this.#turns.commit()
    if (event.type === 'input_audio_buffer.clear') this.#turns.clear()
  }

  /** Sound that was given to the speaker (24 kHz mono PCM16). */
  played(part: AudioPart, samples: Int16Array): void {
    this.#played.played(part, samples)
  }

  partFinished(part: AudioPart): void {
    this.#played.finished(part)
  }

  /** The speaker was silenced: of what was playing there will be no more. */
  silenced(): void {
    this.#played.finishAll()
  }

  serverEvent(event: ServerEvent): void {
    switch (event.type) {
      case 'input_audio_buffer.speech_started':
        this.#turns.speechStarted(event.item_id ?? '', event.audio_start_ms)
        return
      case 'input_audio_buffer.speech_stopped':
        this.#turns.speechStopped(event.item_id ?? '', event.audio_end_ms)
        return
      case 'input_audio_buffer.committed':
        this.#turns.confirmed(event.item_id ?? '')
        return
      case 'conversation.item.added':
      case 'conversation.item.created':
        if (event.item.id && isSpokenTurn(event.item)) this.#turns.named(event.item.id)
        return
      case 'error':
        if (errorName(event.error) === 'input_audio_buffer_commit_empty') this.#turns.refused()
        return
      default:
        return
    }
  }

  /** The session is over. */
  closed(): void {
    this.#played.finishAll()
    this.#turns.close()
  }
}

const isSpokenTurn = ({ role, content }: WireItem): boolean =>
  role === 'user' && (content?.some(({ type }) => type === 'input_audio') ?? false)
