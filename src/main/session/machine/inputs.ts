import type { ContextMessage } from '../../../shared/conversation/context'
import type { AppError } from '../../../shared/ipc/result'
import type { ClientEvent } from '../../../shared/realtime/client-events'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import type { AdjustableSettings, SessionSettings } from '../../../shared/realtime/session-config'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { AudioPart } from '../../../shared/session/audio-part'
import type { Deadline } from './deadlines'
import type { TypedTurn } from './typed-turn'

/** Everything that can happen to a session. One queue carries all of it, so that nothing happens in between. */
export type Input =
  // from the user
  /** `context` is what the model is to know of what was said before. */
  | { readonly type: 'start'; readonly settings: SessionSettings; readonly context?: readonly ContextMessage[] }
  | { readonly type: 'stop' }
  /** The talk key goes down. */
  | { readonly type: 'press' }
  /** The talk key comes up: the turn is over and wants an answer. */
  | { readonly type: 'release' }
  /** The turn is thrown away. */
  | { readonly type: 'discard_turn' }
  | { readonly type: 'type'; readonly turn: TypedTurn }
  /** The answer is to stop. */
  | { readonly type: 'interrupt' }
  /** The user asks for the answer once more. */
  | { readonly type: 'retry' }
  | { readonly type: 'mute'; readonly muted: boolean }
  | { readonly type: 'change_mode'; readonly mode: TurnMode }
  /** The user has set something else; the voice stays once the session has spoken, since servers refuse to change it. */
  | { readonly type: 'adjust'; readonly settings: AdjustableSettings }
  /** The user has deleted an item; the model is to forget it too. */
  | { readonly type: 'delete_item'; readonly itemId: string }
  // from the server
  /** `refused`: for an error, what we sent that it is about; null or absent when that can't be told. */
  | { readonly type: 'server_event'; readonly event: ServerEvent; readonly refused?: ClientEvent | null }
  | { readonly type: 'disconnected'; readonly error: AppError | null }
  /** A deadline has passed without an event of the server. */
  | { readonly type: 'overdue'; readonly deadline: Deadline }
  // from the audio devices
  /** The microphone delivers its first frame, or no more of them. */
  | { readonly type: 'microphone'; readonly open: boolean }
  | { readonly type: 'frame'; readonly samples: Int16Array }
  /** Whether what is played is taken out of what is heard. */
  | { readonly type: 'echo_cancelled'; readonly cancelled: boolean }
  | { readonly type: 'playing'; readonly part: AudioPart }
  | { readonly type: 'heard'; readonly part: AudioPart }
  /** The speaker can't be opened, or is gone. */
  | { readonly type: 'speaker_lost' }
