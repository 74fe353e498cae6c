import type { Transcript } from '../../../shared/conversation/transcript'
import type { ExportFormat } from '../../../shared/history/export-format'
import type { SearchRequest, SearchResult } from '../../../shared/history/search'
import type { HistoryPage } from '../../../shared/history/summary'
import type { ExportOutcome } from '../../../shared/ipc/contract'
import { Failure } from '../../../shared/ipc/result'
import type { Conversations } from './conversations'
import { Erasures } from './erasures'
import type { AssistantPorts, FileToSave } from '../../ports/assistant'

interface ArchiveParts {
  readonly ports: Pick<AssistantPorts, 'clock' | 'history' | 'recordings' | 'exportFile' | 'readFile' | 'saveFile'>
  readonly conversations: Conversations
  /** Ends the session and begins an empty conversation. */
  readonly begin: () => Promise<void>
  /** Erases the recording of events, which holds words too. */
  readonly forgetEvents: () => Promise<void>
}

interface ExportChoice {
  readonly ids: readonly string[] | 'all'
  readonly format: ExportFormat
  readonly withAudio: boolean
}

/** The conversations that are kept, as users deal with them: found, named, taken along, erased. */
export class Archive {
  readonly #parts: ArchiveParts
  readonly #erasures: Erasures

  constructor(parts: ArchiveParts) {
    this.#parts = parts
    this.#erasures = new Erasures(parts.ports)
  }

  list(cursor: string | null, limit: number): Promise<HistoryPage> {
    return this.#history.list(cursor, limit)
  }

  /** @throws Failure `search.too_long` */
  search(request: SearchRequest): Promise<SearchResult> {
    return this.#history.search(request)
  }

  /** An empty title gives back the first words. @throws Failure `conversation.not_found` */
  async rename(id: string, title: string): Promise<void> {
    const { conversations } = this.#parts
    const held = conversations.held(id)
    if (!held || (!held.offTheRecord && held.hasTurns)) await this.#history.rename(id, title)
    conversations.rename(id, title)
  }

  pin(ids: readonly string[], pinned: boolean): Promise<void> {
    return this.#history.pin(ids, pinned)
  }

  /** Takes conversations out of the history. They can be had back for half a minute; then they are erased. */
  async remove(ids: readonly string[]): Promise<void> {
    const { conversations, begin } = this.#parts
    if (ids.includes(conversations.live.id)) await begin()
    else if (ids.includes(conversations.shown.id)) conversations.showLive()
    await this.#history.remove(ids)
    this.#erasures.plan(ids)
  }

  async restore(ids: readonly string[]): Promise<void> {
    this.#erasures.cancel(ids)
    await this.#history.restore(ids)
  }

  /** Erases every conversation and recording, also the one that is going on. */
  async forget(): Promise<void> {
    const { ports, begin, forgetEvents } = this.#parts
    this.#erasures.cancelAll()
    await begin()
    await Promise.all([this.#history.forgetEverything(), ports.recordings.forgetEverything(), forgetEvents()])
    this.#parts.conversations.renew()
  }

  /** @throws Failure `export.*`, `conversation.not_found` */
  async export(choice: ExportChoice): Promise<ExportOutcome> {
    return await this.#parts.ports.saveFile(await this.file(choice))
  }

  /**
   * The file that exporting would save.
   * @throws Failure `export.empty`
   */
  async file({ ids, format, withAudio }: ExportChoice): Promise<FileToSave> {
    const chosen = ids === 'all' ? await this.#history.ids() : ids
    if (chosen.length === 1 && this.#isEmpty(chosen[0])) throw new Failure('export.empty')
    const audio = withAudio ? { audio: this.#audio } : {}
    return await this.#parts.ports.exportFile({ ids: chosen, format, read: (id) => this.transcript(id), ...audio })
  }

  /** Conversations as Markdown. @throws Failure `export.empty`, `conversation.not_found` */
  async markdown(ids: readonly string[]): Promise<string> {
    const texts: string[] = []
    for (const id of ids) texts.push(await textOf(await this.file({ ids: [id], format: 'md', withAudio: false })))
    return texts.join('\n---\n\n')
  }

  /** @throws Failure `conversation.not_found` */
  async transcript(id: string): Promise<Transcript> {
    const held = this.#parts.conversations.held(id)
    return held ? held.transcript() : (await this.#history.read(id)).transcript
  }

  /** Erases what was to be erased later. */
  close(): Promise<void> {
    return this.#erasures.close()
  }

  get #history(): AssistantPorts['history'] {
    return this.#parts.ports.history
  }

  #isEmpty(id: string | undefined): boolean {
    const held = id === undefined ? undefined : this.#parts.conversations.held(id)
    return held !== undefined && !held.hasItems
  }

  readonly #audio = async (conversationId: string, itemId: string, contentIndex: number) => {
    const { recordings, readFile } = this.#parts.ports
    const found = await recordings.read({ conversationId, itemId, contentIndex })
    return found && { mediaType: found.mediaType, bytes: readFile(found.path) }
  }
}

async function textOf({ content }: FileToSave): Promise<string> {
  const pieces: string[] = []
  for await (const piece of content)
    pieces.push(typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8'))
  return pieces.join('')
}
