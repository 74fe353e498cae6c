import type { Clock } from '../../../../shared/clock'
import {
  type Database,
  type OpenedDatabase,
  openDatabase,
  type OpenOptions,
  recoverDatabase,
} from '../../database/open-database'
import { migrations } from './migrations'
import { WordIndex } from '../search/word-index'

/** How long to wait for another program that writes, in milliseconds; windows wait for the thread that this blocks. */
const BUSY_MS = 2500
/** How long the log may get before what is written next has to wait for it to be tidied up, in pages of 4 kB. */
const LOG_PAGES = 4000
/** How much of the file is kept in memory, in kB. */
const CACHE_KB = 8192

/**
 * Opens the history's file, or one in memory for `:memory:`.
 * @throws Failure as {@link openDatabase}
 */
export const openHistoryFile = (path: string, clock: Clock): OpenedDatabase => tuned(openDatabase(options(path, clock)))

/**
 * Opens what can be read of a file that turned out to be damaged; nothing may have it open.
 * @throws Failure as {@link openDatabase}
 */
export const recoverHistoryFile = (path: string, clock: Clock): OpenedDatabase =>
  tuned(recoverDatabase(options(path, clock)))

const options = (path: string, clock: Clock): OpenOptions => ({
  path,
  migrations,
  clock,
  onOpen: (database, kind) => {
    if (kind === 'recovered') new WordIndex(database).rebuild()
  },
})

function tuned(opened: OpenedDatabase): OpenedDatabase {
  tune(opened.database)
  return opened
}

const tune = (database: Database): void =>
  void database.exec(`
    PRAGMA busy_timeout = ${BUSY_MS};
    PRAGMA wal_autocheckpoint = ${LOG_PAGES};
    PRAGMA cache_size = -${CACHE_KB};
  `)
