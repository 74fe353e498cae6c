import { appendAll } from '../../../shared/append-all'

/** A piece of a list, and what to ask for to get the next one; null at the end. */
interface Page<T> {
  readonly entries: readonly T[]
  readonly next: string | null
}

interface Source<T> {
  /** Reads the piece behind a cursor; null for the beginning. May fail; the list then stays as it is. */
  readonly read: (cursor: string | null) => Promise<Page<T>>
  /** Gets the list whenever it has changed. */
  readonly onChange: (list: { readonly entries: readonly T[]; readonly complete: boolean }) => void
}

/** A long list that is read piece by piece, as far as it is wanted, and anew when it has changed meanwhile. */
export class PagedList<T extends { readonly id: string }> {
  readonly #source: Source<T>
  #entries: readonly T[] = []
  /** Of the entries: one that has moved down between two readings is in both pieces, and is shown once. */
  #ids = new Set<string>()
  /** Where to read on; undefined while nothing was read. */
  #next: string | null | undefined
  #wanted = 0
  #stale = false
  #work: Promise<void> | null = null

  constructor(source: Source<T>) {
    this.#source = source
  }

  /** Reads until so many entries are there, or all of them. Fewer than before: the others go with the next renewal. */
  want(count: number): Promise<void> {
    this.#wanted = count
    return this.#settle()
  }

  /** What was read is out of date: it is read again, once however often this is said meanwhile. */
  renew(): Promise<void> {
    if (this.#next !== undefined) this.#stale = true
    return this.#settle()
  }

  /** Shows a change at once that the source will have too. */
  edit(change: (entry: T) => T): void {
    if (this.#next !== undefined) this.#show(this.#entries.map(change), this.#next)
  }

  #settle(): Promise<void> {
    this.#work ??= this.#catchUp().finally(() => {
      this.#work = null
    })
    return this.#work
  }

  async #catchUp(): Promise<void> {
    while (this.#stale || (this.#next !== null && this.#entries.length < this.#wanted)) {
      if (this.#stale) await this.#readAnew()
      else {
        const { entries, next } = await this.#source.read(this.#next ?? null)
        this.#show([...this.#entries, ...this.#taken(entries)], next)
      }
    }
  }

  async #readAnew(): Promise<void> {
    this.#stale = false
    try {
      this.#ids = new Set()
      const anew: T[] = []
      let next: string | null = null
      do {
        const page = await this.#source.read(next)
        appendAll(anew, this.#taken(page.entries))
        next = page.next
      } while (next !== null && anew.length < this.#wanted)
      this.#show(anew, next)
    } catch (thrown) {
      this.#stale = true
      throw thrown
    }
  }

  /** Those of a piece that are not there yet. */
  #taken(entries: readonly T[]): readonly T[] {
    return entries.filter(({ id }) => !this.#ids.has(id) && this.#ids.add(id))
  }

  #show(entries: readonly T[], next: string | null): void {
    this.#entries = entries
    this.#next = next
    this.#source.onChange({ entries, complete: next === null })
  }
}
