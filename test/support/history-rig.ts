import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Database } from '../../src/main/storage/database/connection'
import { HistoryStore, type HistoryStoreOptions } from '../../src/main/storage/history/history-store'
import { openHistoryFile } from '../../src/main/storage/history/file/open-history-file'
import type { HistoryNews } from '../../src/shared/history/port'
import { ManualClock } from './manual-clock'

/** A history in a file of its own, and programs that open it, by a clock that moves when told to. */
export class HistoryRig {
  readonly clock = new ManualClock()
  readonly news: HistoryNews[] = []
  readonly folder = mkdtempSync(path.join(tmpdir(), 'parley-history-'))
  readonly file = path.join(this.folder, 'history.db')
  readonly #open: HistoryStore[] = []

  /** What was told, by kind; troubles by their codes. */
  get told(): readonly string[] {
    return this.news.map((news) => (news.kind === 'trouble' ? news.error.code : news.kind))
  }

  open(changes: Partial<HistoryStoreOptions> = {}): { readonly store: HistoryStore; readonly database: Database } {
    const { database } = openHistoryFile(this.file, this.clock)
    const onNews = (news: HistoryNews): void => void this.news.push(news)
    const store = new HistoryStore(database, { clock: this.clock, path: this.file, onNews, ...changes })
    this.#open.push(store)
    return { store, database }
  }

  /** All bytes of the file, its log, its index, and copies of it. */
  bytes(): string {
    const files = readdirSync(this.folder).map((name) => path.join(this.folder, name))
    return files.map((file) => readFileSync(file, 'latin1')).join('')
  }

  end(): void {
    for (const store of this.#open) store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
