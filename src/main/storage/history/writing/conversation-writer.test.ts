import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { arbitraryEvents } from '../../../../../test/support/arbitrary-events'
import { HistoryRig } from '../../../../../test/support/history-rig'
import { ManualClock } from '../../../../../test/support/manual-clock'
import { aMessage, aPart, written } from '../../../../../test/support/transcripts'
import { Conversation } from '../../../../shared/conversation/conversation'
import type { Item } from '../../../../shared/conversation/item'
import type { Patch } from '../../../../shared/conversation/patches'
import { titleOf } from '../../../../shared/conversation/transcript'
import { connect, type Database, valueOf } from '../../database/connection'
import { HistoryStore } from '../history-store'
import { openHistoryFile } from '../file/open-history-file'

let rig: HistoryRig
beforeEach(() => (rig = new HistoryRig()))
afterEach(() => rig.end())

const insert = (item: Item, after: string | null = null): Patch => ({ op: 'insert', item, after })
const piece = (text: string, id = 'item'): Patch => ({ op: 'append_text', id, part: 0, text })
const growing = aMessage({ id: 'item', status: 'in_progress', parts: [aPart({ text: 'One' })] })
const said = (id: string, at: number | null = null): Item => ({ ...written(`This is ${id}`), id, at })

interface Row {
  readonly number: number
  readonly id: string
  readonly position: number
  readonly running: number
  readonly body: string
}

/** What is in the file, seen by another program. */
function rows(): readonly Row[] {
  const other = connect(rig.file)
  try {
    return other.prepare('SELECT number, id, position, running, body FROM items ORDER BY position').all() as Row[]
  } finally {
    other.close()
  }
}
const texts = (): readonly string[] =>
  rows().map(({ body }) => {
    const item = JSON.parse(body) as Item
    return item.kind === 'message' ? item.parts.map(({ text }) => text).join('|') : ''
  })

describe('keeping', () => {
  it('keeps the tokens of an answer that has no item yet, however long nothing comes after it', async () => {
    const clock = new ManualClock()
    const { database } = openHistoryFile(':memory:', clock)
    const store = new HistoryStore(database, { clock })
    const keeper = store.keep({ id: 'conversation', startedAt: 0 })
    const conversation = new Conversation()
    const usage = { total_tokens: 3, input_tokens: 2, output_tokens: 1 }
    keeper.record(conversation.apply({ type: 'response.done', response: { id: 'r', status: 'completed', usage } }))
    const item = { id: 'a', type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hello' }] }
    // What has been written rests after a minute, and everything else with it.
    store
      .keep({ id: 'other', startedAt: 0 })
      .record(new Conversation().apply({ type: 'conversation.item.added', item }))
    store.flush()
    await clock.advance(120_000)
    keeper.record(conversation.apply({ type: 'conversation.item.added', item }))
    store.flush()
    expect(store.read('conversation').transcript.usage).toEqual(conversation.usage)
    store.close()
  })

  it('gives back exactly what any conversation holds, however it is written in pieces', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const event = arbitraryEvents({ items: names, responses: ['r1', 'r2', 'r3'] }).all
    const at = fc.option(fc.nat())
    const step = fc.oneof(
      { weight: 20, arbitrary: fc.record({ event, at }) },
      { weight: 2, arbitrary: fc.constantFrom('write' as const, 'rest' as const) },
      { weight: 2, arbitrary: fc.record({ remove: fc.constantFrom(...names) }) },
      { weight: 1, arbitrary: fc.record({ notice: fc.option(fc.constantFrom(...names)) }) },
    )
    const clock = new ManualClock()
    const { database } = openHistoryFile(':memory:', clock)
    const store = new HistoryStore(database, { clock })
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { size: 'large', maxLength: 60 }), async (steps) => {
        const id = `conversation_${count++}`
        const keeper = store.keep({ id, startedAt: 0 })
        const conversation = new Conversation()
        for (const one of steps) {
          if (one === 'write') store.flush()
          else if (one === 'rest') await clock.advance(120_000)
          else keeper.record(changesOf(conversation, one))
        }
        const items = conversation.snapshot()
        if (items.length === 0) {
          expect(store.ids()).not.toContain(id)
          return
        }
        const { transcript } = store.read(id)
        expect(transcript.items).toEqual(items)
        expect(transcript.usage).toEqual(conversation.usage)
        expect(transcript.title).toEqual(titleOf(items))
      }),
      { numRuns: 300 },
    )
    store.close()
  })

  type Step =
    | { readonly event: Parameters<Conversation['apply']>[0]; readonly at: number | null }
    | { readonly remove: string }
    | { readonly notice: string | null }

  function changesOf(conversation: Conversation, step: Step): readonly Patch[] {
    if ('event' in step) return conversation.apply(step.event, step.at)
    if ('remove' in step) return conversation.remove(step.remove)
    return conversation.addNotice({ level: 'info', code: 'test.notice', text: 'Look' }, null, step.notice)
  }

  it('writes pieces within a second of the first, and an end at once', async () => {
    const { store } = rig.open()
    const keeper = store.keep({ id: 'a', startedAt: 0 })
    keeper.record([insert(growing)])
    await rig.clock.advance(600)
    keeper.record([piece(' two')])
    expect(texts()).toEqual([])
    await rig.clock.advance(400)
    expect(texts()).toEqual(['One two'])
    keeper.record([piece(' three')])
    await rig.clock.advance(999)
    expect(texts()).toEqual(['One two'])
    keeper.record([{ op: 'update', item: { ...growing, status: 'completed', parts: [aPart({ text: 'All' })] } }])
    keeper.record([insert(said('next'), 'item')])
    await rig.clock.advance(0)
    expect(texts()).toEqual(['All', 'This is next'])
    expect(rows().map(({ running }) => running)).toEqual([0, 0])
  })

  it('rewrites only what has changed', async () => {
    const { store, database } = rig.open()
    const keeper = store.keep({ id: 'a', startedAt: 0 })
    keeper.record(Array.from({ length: 50 }, (_, index) => insert(said(`item_${index}`))))
    keeper.record([insert(growing)])
    await rig.clock.advance(0)
    const before = totalChanges(database)
    keeper.record([piece(' two')])
    await rig.clock.advance(1000)
    // The conversation, its time, its item.
    expect(totalChanges(database) - before).toBeLessThanOrEqual(4)
  })

  it('finds an item between two others however often that is needed', () => {
    const { store } = rig.open()
    const keeper = store.keep({ id: 'a', startedAt: 0 })
    keeper.record([insert(said('first')), insert(said('last'), 'first')])
    const names = Array.from({ length: 200 }, (_, index) => `item_${index}`)
    for (const name of names) {
      keeper.record([insert(said(name), 'first')])
      store.flush()
    }
    const order = ['first', ...names.toReversed(), 'last']
    expect(store.read('a').transcript.items.map(({ id }) => id)).toEqual(order)
    expect(rows().map(({ id }) => id)).toEqual(order)
  })

  it('numbers items by their time, and by the next that is free', () => {
    const { store } = rig.open()
    const at = rig.clock.wallTime()
    const keeper = store.keep({ id: 'a', startedAt: at })
    keeper.record([insert(said('one', at)), insert(said('two', at), 'one'), insert(said('three', at + 5), 'two')])
    store.keep({ id: 'b', startedAt: at }).record([insert(said('one', at))])
    store.flush()
    const numbers = rows().map(({ number }) => number - at * 1024)
    expect(numbers.toSorted((left, right) => left - right)).toEqual([0, 1, 2, 5 * 1024])
  })

  it('goes on counting when the clock is set back, and loses nothing', () => {
    const { store } = rig.open()
    const keeper = store.keep({ id: 'a', startedAt: 0 })
    const times = [2_000_000, 2_000_000, 500_000, 1_000_000, NaN, -5, 1e300, 2_000_001]
    for (const [index, at] of times.entries()) {
      keeper.record([insert(said(`item_${index}`, at), index === 0 ? null : `item_${index - 1}`)])
      store.flush()
    }
    const numbers = rows().map(({ number }) => number)
    expect(numbers).toHaveLength(times.length)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((left, right) => left - right))
    expect(store.read('a').transcript.items.map(({ at }) => at)).toEqual(times)
  })

  it('tells the list to have changed at most twice a second', async () => {
    const { store } = rig.open()
    for (let count = 0; count < 20; count++) {
      store.keep({ id: `conversation_${count}`, startedAt: 0 }).record([insert(said('item'))])
      await rig.clock.advance(50)
    }
    await rig.clock.advance(1000)
    expect(rig.told.length).toBeGreaterThanOrEqual(2)
    expect(rig.told.length).toBeLessThanOrEqual(4)
  })

  it('does not tell of what no list shows', async () => {
    const { store } = rig.open()
    const keeper = store.keep({ id: 'a', startedAt: 0 })
    keeper.record([insert(said('item'))])
    await rig.clock.advance(2000)
    expect(rig.told).toEqual(['changed'])
    for (let count = 0; count < 5; count++) {
      keeper.record([insert({ ...growing, id: `answer_${count}` }, 'item')])
      await rig.clock.advance(2000)
    }
    expect(rig.told).toEqual(['changed'])
  })
})

describe('a file that can not be written for a while', () => {
  const failing = [
    {
      what: 'it is locked by another program',
      code: 'storage.locked',
      begin: () => {
        const other = connect(rig.file)
        other.exec('BEGIN IMMEDIATE')
        return () => other.close()
      },
    },
    {
      what: 'the disk is full',
      code: 'storage.full',
      begin: (database: Database) => {
        const pages = Number(valueOf(database, 'PRAGMA page_count'))
        database.exec(`PRAGMA max_page_count = ${pages}`)
        return () => database.exec('PRAGMA max_page_count = 1000000')
      },
    },
    {
      what: 'it is read-only',
      code: 'storage.read_only',
      begin: (database: Database) => {
        database.exec('PRAGMA query_only = ON')
        return () => database.exec('PRAGMA query_only = OFF')
      },
    },
  ] as const

  for (const { what, code, begin } of failing)
    it(`loses nothing, and tells it once, when ${what}`, async () => {
      const { store, database } = rig.open()
      database.exec('PRAGMA busy_timeout = 1')
      const keeper = store.keep({ id: 'a', startedAt: 0 })
      keeper.record([insert(said('before'))])
      await rig.clock.advance(0)
      const end = begin(database)
      const long = 'word '.repeat(20_000)
      keeper.record([insert({ ...written(long), id: 'long' }, 'before')])
      await rig.clock.advance(5000)
      keeper.record([insert(growing, 'long')])
      for (let count = 0; count < 100; count++) {
        keeper.record([piece(` ${count}`)])
        await rig.clock.advance(100)
      }
      expect(rig.told.filter((told) => told !== 'changed')).toEqual([code])
      const { items } = store.read('a').transcript
      expect(items.map(({ id }) => id)).toEqual(['before', 'long', 'item'])
      expect(rows().map(({ id }) => id)).toEqual(['before'])
      end()
      await rig.clock.advance(30_000)
      expect(rig.told.filter((told) => told !== 'changed')).toEqual([code, 'recovered'])
      expect(rows().map(({ id }) => id)).toEqual(['before', 'long', 'item'])
      expect(texts()[1]).toBe(long)
      expect(texts()[2]).toMatch(/^One 0 1 2 .* 98 99$/)
    })

  it('is tried again with pauses that get longer', async () => {
    const { store, database } = rig.open()
    const keeper = store.keep({ id: 'a', startedAt: 0 })
    keeper.record([insert(said('before'))])
    store.flush()
    database.exec('PRAGMA query_only = ON')
    const tries: number[] = []
    const exec = database.exec.bind(database)
    database.exec = (sql) => {
      if (sql.startsWith('BEGIN')) tries.push(rig.clock.now())
      return exec(sql)
    }
    keeper.record([insert(said('item'), 'before')])
    await rig.clock.advance(100_000)
    expect(tries).toEqual([0, 1000, 3000, 7000, 15_000, 31_000, 61_000, 91_000])
  })
})

const totalChanges = (database: Database): number => Number(valueOf(database, 'SELECT total_changes()'))
