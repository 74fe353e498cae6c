import { assertNever } from '../../../shared/assert-never'
import type { HistoryNews } from '../../../shared/history/port'
import type { Recording, RecordingsNews } from '../../../shared/history/recording'
import type { Events } from '../../../shared/ipc/contract'
import type { AppError } from '../../../shared/ipc/result'
import { within } from '../../../shared/within'
import type { Announcements } from '../announcements'
import type { Conversations } from './conversations'
import type { AssistantPorts } from '../../ports/assistant'
import { logOf } from '../../../shared/log'

const log = logOf('history')

interface WatchParts {
  readonly ports: Pick<AssistantPorts, 'clock' | 'history' | 'recordings'>
  readonly announcements: Announcements
  readonly conversations: Conversations
}

/** How long a window waits for what it can do without, in milliseconds. */
const GRACE_MS = 500

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

  /**
   * What was recorded of the conversation that is shown. Nobody waits long for it: what is not known after a moment is told
   * as soon as it is.
   */
  async recordings(): Promise<Events['recordings.changed']> {
    const { ports, announcements, conversations } = this.#parts
    const { id: conversationId } = conversations.shown
    const found = this.#list(conversationId)
    if (await within(GRACE_MS, found, ports.clock)) return found
    void found.then((late) => announcements.tell('recordings.changed', late))
    return { conversationId, recordings: [] }
  }

  async #list(conversationId: string): Promise<Events['recordings.changed']> {
    return { conversationId, recordings: await this.#parts.ports.recordings.list(conversationId).catch(noRecordings) }
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
      announcements.tell('recordings.changed', await this.#list(news.conversationId))
  }

  #tell(error: AppError | null): void {
    this.#trouble = error
    this.#parts.announcements.tell('history.trouble', error)
  }
}

function noRecordings(thrown: unknown): readonly Recording[] {
  log.warn('The recordings can’t be listed.', thrown)
  return []
}
