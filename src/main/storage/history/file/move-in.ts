import type { Clock } from '../../../../shared/clock'
import type { Database } from '../../database/open-database'
import { HistoryStore } from '../history-store'

/** Lets a store go on with another file, into which everything goes that it holds. @throws Failure `storage.*` */
export function moveIn(store: HistoryStore, database: Database, clock: Clock): void {
  const file = new HistoryStore(database, { clock })
  for (const id of store.ids()) file.import(store.read(id).transcript)
  store.letGo()
  store.moveTo(database)
}
