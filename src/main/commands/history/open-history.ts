import { HistoryStore } from '../../storage/history/history-store'
import { openHistoryFile } from '../../storage/history/file/open-history-file'
import type { CommandContext } from '../context'
import { existingHistoryFile, historyFile } from './data-folder'

type Use = (history: HistoryStore) => Promise<void>

/**
 * Opens the history that is there, and lets go of it when it was used. Parley may have it open at the same time.
 * @param data what `--data` says
 * @throws Failure `history.missing`, `storage.*`, and what `use` throws
 */
export const withHistory = (data: string | undefined, context: CommandContext, use: Use): Promise<void> =>
  withFile(existingHistoryFile({ data, environment: context.environment }), context, use)

/**
 * As {@link withHistory}; where there is no history one is made.
 * @throws Failure `storage.*`, and what `use` throws
 */
export const withNewHistory = (data: string | undefined, context: CommandContext, use: Use): Promise<void> =>
  withFile(historyFile({ data, environment: context.environment }), context, use)

async function withFile(path: string, { clock, stderr }: CommandContext, use: Use): Promise<void> {
  const { database, news } = openHistoryFile(path, clock)
  for (const { message, hint } of news) stderr.write(`${[message, hint].join(' ').trim()}\n`)
  const history = new HistoryStore(database, { clock, path })
  try {
    await use(history)
  } finally {
    // Not closed as by the program that keeps conversations: that may be running, and says itself how it ends.
    history.letGo()
  }
}
