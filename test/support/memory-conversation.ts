import type { Patch } from '../../src/shared/conversation/patches'
import { type ResponseRecord, titleOf, type Transcript } from '../../src/shared/conversation/transcript'
import type { ConversationSummary } from '../../src/shared/history/summary'
import { hasContent } from '../../src/main/storage/history/writing/has-content'
import { ConversationView } from './conversation-view'

export interface Origin {
  readonly model: string | null
  readonly endpoint: string | null
}

/** A conversation of {@link MemoryHistory}. */
export class MemoryConversation {
  readonly id: string
  readonly number: number
  readonly responses: ResponseRecord[] = []
  origin: Origin = { model: null, endpoint: null }
  ownTitle: string | null = null
  pinned = false
  removed = false
  updatedAt: number
  readonly #began: number | null
  readonly #keptSince: number
  readonly #view = new ConversationView()

  constructor(id: string, startedAt: number | null, now: number, number: number) {
    this.id = id
    this.number = number
    this.#began = startedAt
    this.#keptSince = now
    this.updatedAt = now
  }

  /** What nothing was said in is not there. */
  get exists(): boolean {
    return this.#view.items.length > 0
  }

  get startedAt(): number {
    return this.#began ?? this.#keptSince
  }

  get title(): string {
    return this.ownTitle ?? titleOf(this.#view.items)
  }

  fold(patches: readonly Patch[], now: number): void {
    this.#view.fold(patches)
    if (patches.some(hasContent)) this.updatedAt = now
  }

  fill(transcript: Transcript, now: number): void {
    for (const item of transcript.items) {
      const after = this.#view.items.at(-1)?.id ?? null
      this.#view.fold([{ op: 'insert', item, after }])
    }
    this.#view.usage = transcript.usage
    this.responses.push(...transcript.responses)
    this.origin = transcript
    if (transcript.title !== titleOf(transcript.items)) this.ownTitle = transcript.title
    this.updatedAt = Math.max(...transcript.items.flatMap(({ at }) => at ?? []), transcript.startedAt ?? -Infinity)
    if (this.updatedAt === -Infinity) this.updatedAt = now
  }

  summary(): ConversationSummary {
    const { id, title, startedAt, updatedAt, pinned } = this
    return { id, title, startedAt, updatedAt, pinned }
  }

  transcript(): Transcript {
    const { id, title, responses } = this
    const { model, endpoint } = this.origin
    const { items, usage } = this.#view
    return { id, title, startedAt: this.#began, model, endpoint, items, usage, responses }
  }
}

type Place = Pick<MemoryConversation, 'pinned' | 'updatedAt' | 'number'>

/** Pinned first, then newest first. */
export const byList = (left: Place, right: Place): number =>
  Number(right.pinned) - Number(left.pinned) || right.updatedAt - left.updatedAt || right.number - left.number

export const cursorOf = ({ pinned, updatedAt, number }: Place): string => JSON.stringify({ pinned, updatedAt, number })

export const comesAfter = (conversation: Place, cursor: string): boolean =>
  byList(JSON.parse(cursor) as Place, conversation) < 0
