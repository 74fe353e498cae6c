import type { EchoStatus } from '../../../shared/ipc/contract'
import type { AppError } from '../../../shared/ipc/result'
import type { ChildAnswer } from '../../../shared/pending-requests'
import type { AudioPart, PlayedAudio } from '../../../shared/session/audio-part'
import type { SoundSettings } from '../../../shared/sound-settings'

/** What the main process and the sound process say to each other. All samples are 24 kHz mono PCM16. */

export type Direction = 'microphone' | 'speaker'

/** A request that is answered, by `answer` or `refused` with the same number. */
export type SoundQuestion =
  /** Opens the device that the settings name, or the default where it is not there; answers {@link OpenedDevice}. */
  | { readonly type: 'open'; readonly direction: Direction }
  | { readonly type: 'close'; readonly direction: Direction }
  /** Silences the speaker; answers `PlayedAudio[]`. */
  | { readonly type: 'interrupt' }
  /** Answers `AudioDeviceInfo[]`; only a process without open streams sees what was plugged in since. */
  | { readonly type: 'list' }

export type SoundRequest =
  | { readonly type: 'configure'; readonly settings: SoundSettings }
  | { readonly type: 'enqueue'; readonly part: AudioPart; readonly samples: Int16Array }
  | { readonly type: 'finish'; readonly part: AudioPart }
  | { readonly type: 'ask'; readonly id: number; readonly question: SoundQuestion }

export interface OpenedDevice {
  readonly id: string | null
  readonly name: string
  /** Whether it stands in for the one that was chosen. */
  readonly substitute: boolean
}

/** How far a part is, in samples since the speaker was given it. */
export interface PartPosition extends AudioPart {
  readonly handedOverSamples: number
  readonly heardSamples: number
}

/** What the sound process says by itself. */
export type SoundReport =
  /** Ten milliseconds of the microphone; `raw` is what it was before echo and noise were taken out of it, if they were. */
  | { readonly type: 'frame'; readonly samples: Int16Array; readonly raw: Int16Array | null }
  /** Sound that was handed to the speaker's device; silence is not told. */
  | { readonly type: 'written'; readonly samples: Int16Array }
  | { readonly type: 'playing'; readonly played: PlayedAudio }
  | { readonly type: 'heard'; readonly played: PlayedAudio }
  | { readonly type: 'position'; readonly position: PartPosition }
  /** A device stopped, or vanished. */
  | { readonly type: 'failed'; readonly direction: Direction; readonly error: AppError }
  | { readonly type: 'echo'; readonly status: EchoStatus }

/** Everything that comes from the sound process; that it is alive it says twice a second, whatever else is going on. */
export type SoundMessage = ChildAnswer | SoundReport | { readonly type: 'alive' }
