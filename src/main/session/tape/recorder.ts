import type { AudioPart } from '../../ports/session'

/** Where the tape puts what was said: recordings of the conversation that the session belongs to. */
export interface TapeRecorder {
  /** Whether the user wants sound to be kept, at this moment. */
  readonly on: boolean
  /** More of a part's sound (24 kHz mono PCM16). */
  add(part: AudioPart, samples: Int16Array): void
  /** All of a part's sound was added. */
  finish(part: AudioPart): void
  /** What was added under a name of the tape's own belongs to a part. */
  rename(from: AudioPart, to: AudioPart): void
  /** What was added is worth nothing. */
  discard(part: AudioPart): void
}
