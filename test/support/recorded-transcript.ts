import { readFileSync } from 'node:fs'
import { Conversation } from '../../src/shared/conversation/conversation'
import { titleOf, type Transcript, unpriced } from '../../src/shared/conversation/transcript'
import { parseServerEvent } from '../../src/shared/realtime/parse'
import { readRecording } from '../../src/shared/realtime/recording'

/** The user's recording. */
export const recordedSession = new URL('../fixtures/recorded-session.txt', import.meta.url)

/** The user's recording as a transcript. */
export function recordedTranscript(): Transcript {
  const { entries, dialect } = readRecording(readFileSync(recordedSession, 'utf8'))
  const conversation = new Conversation()
  for (const { frame: entry } of entries) {
    const frame = entry.kind === 'event' ? parseServerEvent(dialect.serverEventToGa(entry.event)) : entry
    if (frame.kind === 'event') conversation.apply(frame.event)
  }
  const items = conversation.snapshot()
  const model = 'gpt-4o-realtime-preview-2024-10-01'
  const responses = unpriced(conversation.responses)
  const { usage } = conversation
  return { id: null, title: titleOf(items), startedAt: null, model, endpoint: null, items, usage, responses }
}
