import type { MessageItem } from '../../../shared/conversation/item'
import type { Transcript } from '../../../shared/conversation/transcript'
import { chunkText, type TextChunk } from './cue-text'
import { linesOf, type Speaker, type Turn } from './lines'
import { originOf } from './times'
import { oneLine } from './visible-text'

/** One subtitle. */
export interface Cue {
  /** Milliseconds from the transcript's beginning. */
  readonly startMs: number
  readonly endMs: number
  readonly speaker: Speaker
  /** One or two. */
  readonly lines: readonly string[]
}

/** How fast words go by where no sound tells: about 170 English words a minute. */
const CHARACTERS_PER_SECOND = 15
/** No cue is shown longer, however slowly its words are spoken. */
const MAX_CUE_MS = 7_000
/** What a cue gets on average, even when its sound is shorter or the next turn is already there. */
const MIN_CUE_MS = 1_000
/** Longer than any session lasts: behind it, another one began. Many players know no times from a hundred hours on. */
const MAX_PAUSE_MS = 3_600_000
const SKIPPED_PAUSE_MS = 10_000

/**
 * The subtitles of a transcript: what was said and heard, nothing else. Calls, notices and the system's instructions
 * have none, and an answer that was stopped ends where the user stopped it.
 *
 * A turn begins at the moment it was first seen (`at`), except a user's spoken turn: that is first seen when it is over,
 * so it begins its own length earlier. A turn whose moment is unknown begins where the one before ends. It lasts as long
 * as its sound does, or as long as its words take at 15 characters a second; less when the next turn begins sooner, yet
 * never less than a second a cue. What would overlap nevertheless begins later. Within a turn, time goes by characters.
 * A pause of more than an hour, as when a conversation is continued on another day, takes ten seconds.
 *
 * @param label what is written before the words of each turn's first cue; empty where the format names the speaker itself
 */
export function* cuesOf(transcript: Transcript, label: (speaker: Speaker) => string): Generator<Cue> {
  let free = 0
  let skipped = 0
  for (const [turn, next] of withNext(spokenTurns(transcript))) {
    const pause = (turn.wantedStart ?? 0) - skipped - free
    if (pause > MAX_PAUSE_MS) skipped += pause - SKIPPED_PAUSE_MS
    const startMs = Math.max(free, (turn.wantedStart ?? 0) - skipped)
    const nextStart = (next?.wantedStart ?? Number.POSITIVE_INFINITY) - skipped
    const chunks = chunkText(label(turn.speaker) + turn.text, MAX_CUE_MS / turn.length)
    const length = Math.round(Math.max(Math.min(turn.length, nextStart - startMs), chunks.length * MIN_CUE_MS))
    yield* spread(chunks, startMs, length, turn.speaker)
    free = startMs + length
  }
}

function* withNext<T>(values: Iterable<T>): Generator<readonly [value: T, next: T | null]> {
  let last: T | null = null
  for (const value of values) {
    if (last !== null) yield [last, value]
    last = value
  }
  if (last !== null) yield [last, null]
}

function* spokenTurns(transcript: Transcript): Generator<SpokenTurn> {
  const origin = originOf(transcript)
  for (const line of linesOf(transcript)) if (line.kind === 'turn') yield* spokenTurn(line, origin)
}

interface SpokenTurn {
  readonly speaker: Speaker
  readonly text: string
  /** Milliseconds from the beginning; null when nobody knows. */
  readonly wantedStart: number | null
  /** Milliseconds. */
  readonly length: number
}

function spokenTurn({ item, speaker, passages }: Turn, origin: number | null): readonly SpokenTurn[] {
  const text = oneLine(passages.map((passage) => (passage.kind === 'words' ? passage.heard : passage.text)).join(' '))
  if (speaker === 'System' || text === '') return []
  const sound = heardLength(item)
  const length = sound > 0 ? sound : (text.length / CHARACTERS_PER_SECOND) * 1000
  return [{ speaker, text, wantedStart: wantedStart(item, origin, length), length }]
}

function wantedStart(item: MessageItem, origin: number | null, length: number): number | null {
  if (item.at === null || origin === null) return null
  const seenWhenOver = item.role === 'user' && item.parts.some((part) => part.kind === 'audio')
  return Math.max(0, Math.round(item.at - origin - (seenWhenOver ? length : 0)))
}

/** How much of a message's sound was heard, in milliseconds. */
const heardLength = (item: MessageItem): number =>
  item.parts.reduce((total, { audioMs, heardMs }) => total + Math.min(audioMs, heardMs ?? audioMs), 0)

/** Gives each piece of a turn its share of the turn's time. */
function* spread(chunks: readonly TextChunk[], startMs: number, lengthMs: number, speaker: Speaker): Generator<Cue> {
  const total = chunks.reduce((sum, { length }) => sum + length, 0)
  let spoken = 0
  for (const { lines, length } of chunks) {
    const start = startMs + Math.round((lengthMs * spoken) / total)
    spoken += length
    const end = startMs + Math.round((lengthMs * spoken) / total)
    yield { startMs: start, endMs: Math.min(end, start + MAX_CUE_MS), speaker, lines }
  }
}
