import type { AppError } from '../../../shared/ipc/result'
import type { ClientEvent } from '../../../shared/realtime/client-events'
import type { RefusedSetting } from '../../../shared/realtime/refused-setting'
import type { ServerEventOf } from '../../../shared/realtime/server-events'
import type { WireError } from '../../../shared/realtime/wire'
import type { SessionSettings } from '../../../shared/realtime/session-config'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { AudioPart } from '../../../shared/session/audio-part'
import type { TypedTurn } from './typed-turn'

/** Everything a session can do to the world. The service carries effects out in order and decides nothing. */
export type Effect =
  | { readonly type: 'connect' }
  | { readonly type: 'disconnect' }
  | { readonly type: 'configure'; readonly settings: SessionSettings }
  /** Opens the devices that are needed and not open, because they were missing before. */
  | { readonly type: 'open_devices'; readonly mode: TurnMode }
  | { readonly type: 'send'; readonly event: ClientEvent }
  | { readonly type: 'send_audio'; readonly samples: Int16Array }
  | { readonly type: 'play'; readonly part: AudioPart; readonly base64: string }
  | { readonly type: 'finish_part'; readonly part: AudioPart }
  /**
   * Silences the speaker, then sends what is to be sent (a cancel), then truncates what had not been heard to its end:
   * all of it before any other effect, so that the server never answers with words in mind that nobody heard.
   */
  | { readonly type: 'silence'; readonly thenSend: readonly ClientEvent[] }
  /** Shows a typed turn before the server confirms it. */
  | { readonly type: 'show_typed'; readonly turn: TypedTurn }
  /** Ends the items of an answer whose end the server has not told. `responseId`: empty where it has none. */
  | { readonly type: 'settle_answer'; readonly responseId: string; readonly status: 'completed' | 'incomplete' }
  /** Ends the wait for the transcript of a turn. */
  | { readonly type: 'end_transcript'; readonly itemId: string }
  /** Shows an error of the server in the conversation. */
  | { readonly type: 'show_error'; readonly event: ServerEventOf<'error'> }
  /** Tells the user which setting the server refused, in its words. */
  | { readonly type: 'tell_setting_refused'; readonly setting: RefusedSetting; readonly error: WireError }
  /** Shows an error of ours in the conversation. */
  | { readonly type: 'tell_error'; readonly error: AppError }
  | { readonly type: 'mark_heard'; readonly part: AudioPart; readonly heardMs: number }
