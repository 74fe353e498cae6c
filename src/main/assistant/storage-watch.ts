import { assertNever } from '../../shared/assert-never'
import type { HistoryNews } from '../../shared/history/port'
import type { RecordingsNews } from '../../shared/history/recording'
import type { Events } from '../../shared/ipc/contract'
import type { AppError } from '../../shared/ipc/result'
import type { Announcements } from './announcements'
import type { Conversations } from './conversations'
import type { AssistantPorts } from './ports'

interface WatchParts {
  readonly ports: Pick<AssistantPorts, 'history' | 'recordings'>
  readonly announcements: Announcements
  readonly conversations: Conversations
}

/** Tells windows what becomes of conversations and recordings on disk. */
export class StorageWatch {
  readonly #parts: WatchParts
  #trouble: AppError | null = null

  constructor(parts: WatchParts) {
    this.#parts = parts
    parts.ports.history.subscribe((news) => this.#followHistory(news))
    parts.ports.recordings.subscribe((news) => void this.#followRecordings(news))
  }

  /** Why conversations can't be kept at the moment; null while they can. */
  get trouble(): AppError | null {
    return this.#trouble
  }

  /** What was recorded of the conversation that is shown. */
  async recordings(): Promise<Events['recordings.changed']> {
    const { id: conversationId } = this.#parts.conversations.shown
    const recordings = await this.#parts.ports.recordings.list(conversationId).catch(() => [])
    return { conversationId, recordings }
  }

  #followHistory(news: HistoryNews): void {
    switch (news.kind) {
      case 'changed':
        this.#parts.announcements.tell('history.changed', {})
        return
      case 'notice':
        this.#parts.conversations.warn(news.error)
        return
      case 'trouble':
        this.#tell(news.error)
        return
      case 'recovered':
        this.#tell(null)
        return
      default:
        assertNever(news)
    }
  }

  async #followRecordings(news: RecordingsNews): Promise<void> {
    const { announcements, conversations } = this.#parts
    if (news.kind === 'trouble') conversations.warn(news.error)
    else if (news.conversationId === conversations.shown.id)
      announcements.tell('recordings.changed', await this.recordings())
  }

  #tell(error: AppError | null): void {
    this.#trouble = error
    this.#parts.announcements.tell('history.trouble', error)
  }
}
