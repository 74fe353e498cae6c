import { existsSync } from 'node:fs'
import path from 'node:path'
import { Failure } from '../../../shared/ipc/result'
import { programFolder } from '../program-folder'

/** What the history is called in a data folder. */
const HISTORY_FILE = 'history.db'

export interface DataChoice {
  /** What `--data` says. */
  readonly data?: string | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Where the history is, or is to be: the desktop's folder and the browser version's differ. */
export function historyFile({ data, environment }: DataChoice): string {
  const told = data ?? environment.PARLEY_DATA_DIR
  if (told) return path.resolve(told, HISTORY_FILE)
  const [desktop, web] = ['parley', 'parley-web'].map((name) =>
    path.join(programFolder(environment), name, HISTORY_FILE),
  )
  if (desktop === undefined || web === undefined) throw new Error('There are two.')
  return !existsSync(desktop) && existsSync(web) ? web : desktop
}

/**
 * Where the history is.
 * @throws Failure `history.missing`
 */
export function existingHistoryFile(choice: DataChoice): string {
  const file = historyFile(choice)
  if (existsSync(file)) return file
  throw new Failure('history.missing', { folder: path.dirname(file) })
}
