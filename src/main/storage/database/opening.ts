import type { Clock } from '../../../shared/clock'
import type { AppError } from '../../../shared/ipc/result'
import type { Database } from './connection'

export type OpeningKind = 'opened' | 'created' | 'recovered'

export interface OpenOptions {
  /** Where the file is, or is to be; `:memory:` for one that is gone with the process. */
  readonly path: string
  /** The schema, step by step; `PRAGMA user_version` counts the steps that a file has taken. */
  readonly migrations: readonly string[]
  readonly clock: Clock
  /** How long to wait for another program that uses the file, in milliseconds; five seconds when left out. */
  readonly busyMs?: number | undefined
  /**
   * Called once, before this returns. After a recovery the tables that are derived from others (the indexes of words) are
   * empty, and are to be filled here: that is done in the fresh file before it takes the damaged one's place, by another
   * connection than the one that is returned, so keep nothing that belongs to it.
   */
  readonly onOpen?: (database: Database, kind: OpeningKind) => void
}

export interface OpenedDatabase {
  readonly database: Database
  readonly kind: OpeningKind
  /** What the user should be told: `storage.recovered`, `storage.restored`, `storage.lost`, `storage.foreign`. */
  readonly news: readonly AppError[]
}
