import { assertNever } from '../../../shared/assert-never'
import { cutWithoutLength, heardText } from '../../../shared/conversation/heard'
import type { ContentPart, Item, MessageItem } from '../../../shared/conversation/item'
import type { Transcript } from '../../../shared/conversation/transcript'
import { oneLine, visibleText } from './visible-text'

/** What the formats for readers have in common: which lines a transcript has, and what they say. */

export type Speaker = 'You' | 'Assistant' | 'System'

/** A piece of a turn. */
export type Passage = Voiced & (Words | Wordless)

interface Voiced {
  /** Which part of the message was said so; null for what was written. */
  readonly spokenPart: number | null
}

/** `unheard` is what was generated after the point where the user stopped it. */
interface Words {
  readonly kind: 'words'
  readonly heard: string
  readonly unheard: string
  /** Says after how long it was cut off, where it isn't known which words were heard; empty otherwise. */
  readonly cutOff: string
}

/** A picture, or spoken with nobody having written down what; `text` says so in brackets, and how much was heard if it was cut. */
interface Wordless {
  readonly kind: 'wordless'
  readonly text: string
  readonly cut: boolean
}

/** Somebody's turn to speak or write. */
export interface Turn {
  readonly kind: 'turn'
  readonly item: MessageItem
  readonly speaker: Speaker
  readonly passages: readonly Passage[]
  /** It ended early, and that shows in no passage: the answer was stopped, or failed, while it was being generated. */
  readonly endedEarly: boolean
}

/** A line that nobody says. */
export interface Aside {
  readonly kind: 'aside'
  readonly item: Exclude<Item, MessageItem>
  readonly tone: 'call' | 'info' | 'warning' | 'error' | 'other'
  /** Ours, never text from outside. */
  readonly label: string
  /** What the line is about: a function's name, a notice's code, an item's type; may be empty. */
  readonly subject: string
  /** Arguments, output, or a notice's words; may be empty, may have many lines. */
  readonly detail: string
}

export type Line = Turn | Aside

const speakers: Readonly<Record<MessageItem['role'], Speaker>> = {
  user: 'You',
  assistant: 'Assistant',
  system: 'System',
}

const noticeLabels = { info: 'Note', warning: 'Warning', error: 'Error' } as const

/** The lines of a transcript, in order. Turns in which nothing was said or written have none. */
export function* linesOf(transcript: Transcript): Generator<Line> {
  const functionNames = new Map<string, string>()
  for (const item of transcript.items) if (item.kind === 'function_call') functionNames.set(item.callId, item.name)
  for (const item of transcript.items) yield* lineOf(item, functionNames)
}

function lineOf(item: Item, functionNames: ReadonlyMap<string, string>): readonly Line[] {
  switch (item.kind) {
    case 'message':
      return turnOf(item)
    case 'function_call':
      return [aside(item, 'call', 'Function call', item.name, item.arguments)]
    case 'function_output':
      return [aside(item, 'call', 'Function output', functionNames.get(item.callId) ?? item.callId, item.output)]
    case 'notice':
      return [aside(item, item.level, noticeLabels[item.level], item.code, item.text)]
    case 'other':
      return [aside(item, 'other', 'Item', item.type, '')]
    default:
      return assertNever(item)
  }
}

function aside(item: Aside['item'], tone: Aside['tone'], label: string, subject: string, detail: string): Aside {
  return { kind: 'aside', item, tone, label, subject: oneLine(subject), detail: tidy(detail) }
}

function turnOf(item: MessageItem): readonly Turn[] {
  const passages = item.parts.flatMap((part, index) => passageOf(part, index, item.role))
  if (passages.length === 0) return []
  const cutShows = passages.some((passage) =>
    passage.kind === 'words' ? passage.unheard !== '' || passage.cutOff !== '' : passage.cut,
  )
  const endedEarly = item.status === 'incomplete' && !cutShows
  return [{ kind: 'turn', item, speaker: speakers[item.role], passages, endedEarly }]
}

function passageOf(part: ContentPart, index: number, role: MessageItem['role']): readonly Passage[] {
  const spokenPart = part.kind === 'audio' ? index : null
  if (part.kind === 'image') return [{ spokenPart, kind: 'wordless', text: '(picture)', cut: false }]
  if (part.text.trim() === '') return isSpoken(part, role) ? [{ spokenPart, ...wordlessSpeech(part) }] : []
  const { heard, unheard } = heardText(part)
  const cutMs = cutWithoutLength(part)
  const cutOff = cutMs === null ? '' : `cut off after ${seconds(cutMs)}`
  return [{ spokenPart, kind: 'words', heard: tidy(heard), unheard: tidy(unheard), cutOff }]
}

/** A user's audio was spoken even if nobody knows how long; an answer's may just not have begun. */
const isSpoken = (part: ContentPart, role: MessageItem['role']): boolean =>
  part.kind === 'audio' && (part.audioMs > 0 || role === 'user')

function wordlessSpeech({ audioMs, heardMs }: ContentPart): Wordless {
  const cut = heardMs !== null && heardMs < audioMs
  const facts = ['spoken', ...(audioMs > 0 ? [seconds(audioMs)] : []), ...(cut ? [`heard ${seconds(heardMs)}`] : [])]
  return { kind: 'wordless', text: `(${facts.join(', ')})`, cut }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** Visible text without white space at its ends and at the ends of its lines. */
const tidy = (text: string): string =>
  visibleText(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
