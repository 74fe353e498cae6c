import type { TranscriptStore } from '../session/ports'

/** Keeps nothing: for conversations that nobody asked to keep. */
export const noTranscript: TranscriptStore = {
  record: () => undefined,
  close: () => Promise.resolve(),
}
