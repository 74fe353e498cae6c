import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HistoryRig } from '../../../../../test/support/history-rig'
import { aMessage, aPart, written } from '../../../../../test/support/transcripts'
import type { Item } from '../../../../shared/conversation/item'
import type { Patch } from '../../../../shared/conversation/patches'

let rig: HistoryRig
beforeEach(() => (rig = new HistoryRig()))
afterEach(() => rig.end())

const insert = (item: Item, after: string | null = null): Patch => ({ op: 'insert', item, after })
const answer = aMessage({ id: 'answer', status: 'in_progress', parts: [aPart({ text: 'A walrus is' })] })
const question = aMessage({
  id: 'question',
  role: 'user',
  parts: [aPart({ kind: 'audio', text: 'What is a', transcript: 'pending' })],
})
const search = { query: 'walrus', speaker: 'anyone', from: null, until: null, order: 'newest', limit: 10 } as const

describe('after a crash', () => {
  it('what was growing is cut off, and found', () => {
    const { store: crashed } = rig.open()
    crashed.settle()
    crashed.keep({ id: 'a', startedAt: 0 }).record([insert(question), insert(answer, 'question')])
    crashed.flush()
    expect(crashed.search(search).hits).toEqual([])
    crashed.letGo()
    const { store } = rig.open()
    store.settle()
    expect(store.read('a').transcript.items).toEqual([
      { ...question, parts: [{ ...question.parts[0], transcript: 'failed' }] },
      { ...answer, status: 'incomplete' },
    ])
    expect(store.search(search).hits).toMatchObject([{ itemId: 'answer' }])
    expect(rig.told.filter((told) => told !== 'changed')).toEqual([])
  })

  it('what another Parley is keeping meanwhile is whole in the end', () => {
    const { store } = rig.open()
    const keeper = store.keep({ id: 'a', startedAt: 0 })
    keeper.record([insert(answer)])
    store.flush()
    const { store: other } = rig.open()
    other.settle()
    keeper.record([{ op: 'append_text', id: 'answer', part: 0, text: ' a large animal' }])
    expect(store.read('a').transcript.items).toMatchObject([{ parts: [{ text: 'A walrus is a large animal' }] }])
    keeper.record([{ op: 'update', item: { ...answer, status: 'completed' } }])
    store.flush()
    expect(other.read('a').transcript.items).toEqual([{ ...answer, status: 'completed' }])
  })

  it('what was removed is erased, but for what another Parley may want back', async () => {
    const { store } = rig.open()
    for (const id of ['old', 'new', 'here'])
      store.keep({ id, startedAt: 0 }).record([insert({ ...written(id), id: `item_${id}` })])
    store.remove(['old'])
    await rig.clock.advance(61_000)
    store.remove(['new'])
    const { store: next } = rig.open()
    next.settle()
    await rig.clock.advance(1000)
    next.restore(['old'])
    expect(next.ids()).toEqual(['here'])
    store.restore(['new'])
    expect(next.ids()).toEqual(['new', 'here'])
    store.remove(['new'])
    await rig.clock.advance(61_000)
    store.restore(['new'])
    expect(next.ids()).toEqual(['new', 'here'])
  })

  it('a conversation without items is gone', async () => {
    const { store, database } = rig.open()
    database.exec("INSERT INTO conversations (id, updated_at, title, usage) VALUES ('empty', 0, 'Empty', '{}')")
    expect(store.ids()).toEqual(['empty'])
    store.settle()
    await rig.clock.advance(1000)
    expect(store.ids()).toEqual([])
  })
})

describe('whether the file is to be looked through', () => {
  it('is not so for a new one, nor after an orderly end', () => {
    const { store } = rig.open()
    expect(store.settle()).toBe(false)
    store.close()
    expect(rig.open().store.settle()).toBe(false)
  })

  it('is so after any other end', () => {
    const { store } = rig.open()
    store.settle()
    store.letGo()
    const { store: next } = rig.open()
    expect(next.settle()).toBe(true)
    next.checked()
    next.close()
    expect(rig.open().store.settle()).toBe(false)
  })

  it('is so once a day', async () => {
    const { store } = rig.open()
    store.settle()
    store.close()
    await rig.clock.advance(25 * 60 * 60 * 1000)
    expect(rig.open().store.settle()).toBe(true)
  })
})

describe('another program', () => {
  it('is noticed when the list is asked for', async () => {
    const { store } = rig.open()
    const { store: terminal } = rig.open({ onNews: () => undefined })
    store.list(null, 10)
    terminal.keep({ id: 'a', startedAt: 0 }).record([insert(written('Hello'))])
    terminal.flush()
    expect(rig.told).toEqual([])
    expect(store.list(null, 10).conversations).toHaveLength(1)
    expect(rig.told).toEqual(['changed'])
    await rig.clock.advance(1000)
    store.list(null, 10)
    expect(rig.told).toEqual(['changed'])
  })

  it('may erase what is being kept: it stays erased', () => {
    const { store } = rig.open()
    const keeper = store.keep({ id: 'a', startedAt: 0 })
    keeper.record([insert(answer)])
    store.flush()
    const { store: terminal } = rig.open({ onNews: () => undefined })
    terminal.remove(['a'])
    terminal.purge(['a'])
    keeper.record([{ op: 'append_text', id: 'answer', part: 0, text: ' more' }])
    expect(store.ids()).toEqual([])
    expect(rig.told.filter((told) => told !== 'changed')).toEqual([])
  })

  it('may take in a conversation of the same name before anything is written: both are one', () => {
    const { store } = rig.open()
    const keeper = store.keep({ id: 'a', startedAt: 0 })
    keeper.record([insert(answer)])
    const { store: terminal } = rig.open({ onNews: () => undefined })
    terminal.keep({ id: 'a', startedAt: 0 }).record([insert({ ...written('First'), id: 'first' })])
    terminal.flush()
    keeper.record([{ op: 'append_text', id: 'answer', part: 0, text: ' more' }])
    expect(
      store
        .read('a')
        .transcript.items.map(({ id }) => id)
        .sort(),
    ).toEqual(['answer', 'first'])
  })
})

describe('going on with another file', () => {
  it('takes along what was not written, and what is not in it', () => {
    const { store } = rig.open()
    const keeper = store.keep({ id: 'a', startedAt: 0 })
    keeper.record([insert(question), insert(answer, 'question')])
    store.flush()
    keeper.record([{ op: 'append_text', id: 'answer', part: 0, text: ' large' }])
    store.letGo()
    const fresh = new HistoryRig()
    store.moveTo(fresh.open().database)
    keeper.record([{ op: 'append_text', id: 'answer', part: 0, text: ' and grey' }])
    const { items } = store.read('a').transcript
    expect(items).toMatchObject([{ id: 'question' }, { parts: [{ text: 'A walrus is large and grey' }] }])
    store.close()
    fresh.end()
  })
})
