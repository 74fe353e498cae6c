import { describe, expect, it } from 'vitest'
import { PagedList } from './paged-list'

interface Entry {
  readonly id: string
  readonly title?: string
}

/** A source with pages of three, which counts what it is asked. */
function rig(ids: readonly string[]) {
  const source = { ids: [...ids], reads: 0, failing: false, hold: Promise.resolve() }
  let shown: readonly string[] = []
  let complete = false
  const list = new PagedList<Entry>({
    async read(cursor) {
      source.reads += 1
      await source.hold
      if (source.failing) throw new Error('no')
      const from = Number(cursor ?? '0')
      const end = from + 3
      return {
        entries: source.ids.slice(from, end).map((id) => ({ id })),
        next: end < source.ids.length ? String(end) : null,
      }
    },
    onChange(state) {
      shown = state.entries.map(({ id, title }) => title ?? id)
      complete = state.complete
    },
  })
  return { source, list, shown: () => shown.join(''), complete: () => complete }
}

describe('a list that is read in pieces', () => {
  it('is read as far as it is wanted, and no further', async () => {
    const { source, list, shown, complete } = rig(Array.from('abcdefgh'))
    await list.want(2)
    expect([shown(), source.reads, complete()]).toEqual(['abc', 1, false])
    await list.want(3)
    expect(source.reads).toBe(1)
    await list.want(7)
    expect([shown(), source.reads, complete()]).toEqual(['abcdefgh', 3, true])
    await list.want(Infinity)
    expect(source.reads).toBe(3)
  })

  it('is read again when it has changed, once for all that is said meanwhile', async () => {
    const { source, list, shown } = rig(Array.from('abcdefgh'))
    await list.want(5)
    const before = source.reads
    let go = (): void => undefined
    source.hold = new Promise((resolve) => (go = resolve))
    source.ids.unshift('x')
    const settled = list.renew()
    source.ids.unshift('y')
    void list.renew()
    void list.renew()
    go()
    await settled
    expect(shown()).toBe('yxabcd')
    expect(source.reads - before).toBe(4) // two readings of two pieces
  })

  it('drops what is not wanted any more when it is read again', async () => {
    const { list, shown } = rig(Array.from('abcdefgh'))
    await list.want(8)
    await list.want(2)
    expect(shown()).toBe('abcdefgh')
    await list.renew()
    expect(shown()).toBe('abc')
  })

  it('is not read for the sake of a change before anybody wanted it', async () => {
    const { source, list } = rig(Array.from('abc'))
    await list.renew()
    expect(source.reads).toBe(0)
  })

  it('has nothing twice that moved down between two pieces', async () => {
    const { source, list, shown } = rig(Array.from('abcdef'))
    await list.want(3)
    source.ids.unshift('x')
    await list.want(6)
    expect(shown()).toBe('abcdef')
  })

  it('stays as it is when reading fails, and is read at the next occasion', async () => {
    const { source, list, shown } = rig(Array.from('abc'))
    await list.want(3)
    source.failing = true
    source.ids.push('d')
    await expect(list.renew()).rejects.toThrow('no')
    expect(shown()).toBe('abc')
    source.failing = false
    await list.want(4)
    expect(shown()).toBe('abcd')
  })

  it('shows an edit at once', async () => {
    const { list, shown } = rig(Array.from('abc'))
    await list.want(3)
    list.edit((entry) => (entry.id === 'b' ? { ...entry, title: 'B' } : entry))
    expect(shown()).toBe('aBc')
  })
})
