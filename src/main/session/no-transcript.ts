import type { TranscriptStore } from './ports'

/** Keeps nothing: for conversations that nobody asked to keep. */
export const noTranscript: TranscriptStore = {
  record: () => undefined,
  close: () => Promise.resolve(),
}
