import { connect } from './connection'
import { isCorruption, storageFailure } from './storage-failure'

/** More problems say no more. */
const MAX_PROBLEMS = 10

/**
 * What SQLite finds wrong with the file, indexes of words included; at most ten sentences, none when it is sound. Takes
 * seconds for a big file, and only reads, by a connection of its own: call it in a thread that has time.
 * @throws Failure `storage.*` when it can't look
 */
export function checkIntegrity(path: string): readonly string[] {
  try {
    const database = connect(path)
    try {
      database.exec('PRAGMA query_only = ON')
      const found = database.prepare(`PRAGMA integrity_check(${MAX_PROBLEMS})`).pluck().all().map(String)
      return found.filter((problem) => problem !== 'ok')
    } finally {
      database.close()
    }
  } catch (error) {
    if (isCorruption(error)) return [error instanceof Error ? error.message : String(error)]
    throw storageFailure(error)
  }
}
