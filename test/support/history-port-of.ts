import type { HistoryNews, HistoryPort } from '../../src/shared/history/port'
import type { HistoryStore } from '../../src/main/storage/history/history-store'

type Listener = (news: HistoryNews) => void

/** Those who listen to a store, which itself tells only one. */
export class NewsBoard {
  readonly #listeners = new Set<Listener>()

  readonly tell = (news: HistoryNews): void => this.#listeners.forEach((listener) => listener(news))

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

/** A store as the port that windows see, without a thread. */
export const historyPortOf = (store: HistoryStore, { subscribe }: NewsBoard): HistoryPort => {
  const promised =
    <P extends unknown[], T>(method: (...parameters: P) => T) =>
    (...parameters: P): Promise<T> =>
      new Promise((resolve) => resolve(method.apply(store, parameters)))
  return {
    subscribe,
    keep: (head) => store.keep(head),
    list: promised(store.list.bind(store)),
    search: promised(store.search.bind(store)),
    read: promised(store.read.bind(store)),
    rename: promised(store.rename.bind(store)),
    pin: promised(store.pin.bind(store)),
    remove: promised(store.remove.bind(store)),
    restore: promised(store.restore.bind(store)),
    purge: promised(store.purge.bind(store)),
    forgetBefore: promised(store.forgetBefore.bind(store)),
    forgetEverything: promised(store.forgetEverything.bind(store)),
    ids: promised(store.ids.bind(store)),
    import: promised(store.import.bind(store)),
    close: promised(store.close.bind(store)),
  }
}
