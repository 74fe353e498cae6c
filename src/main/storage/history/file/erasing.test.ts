import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HistoryRig } from '../../../../../test/support/history-rig'
import { aTranscript, written } from '../../../../../test/support/transcripts'
import type { Item } from '../../../../shared/conversation/item'
import type { Transcript } from '../../../../shared/conversation/transcript'
import { connect } from '../../database/connection'
import type { HistoryStore } from '../history-store'

let rig: HistoryRig
beforeEach(() => (rig = new HistoryRig()))
afterEach(() => rig.end())

/** A word that is nowhere else, as it was said and as it stands in the index. */
const needle = 'Xylophonquast'
const inFile = (): boolean => new RegExp(needle, 'i').test(rig.bytes())

const item = (id: string, text: string): Item => ({ ...written(text), id, at: rig.clock.wallTime() })

/** Enough of it that the index is in several parts, and on more than one page. */
const filler = (id: string): Transcript =>
  aTranscript(
    Array.from({ length: 300 }, (_, index) => item(`${id}_${index}`, `Some words of ${id}, number ${index} of many`)),
    { id, startedAt: 0 },
  )

function withSecret(store: HistoryStore): void {
  store.import(filler('before'))
  const secret = Array.from({ length: 40 }, (_, index) => item(`secret_${index}`, `${needle}${index} is secret`))
  store.import(aTranscript(secret, { id: 'secret', title: `About ${needle}`, startedAt: 0 }))
  const keeper = store.keep({ id: 'kept', startedAt: 0 })
  keeper.record([{ op: 'insert', item: item('kept_1', `I said ${needle}`), after: null }])
  store.flush()
  store.import(filler('after'))
}

/** Long enough for everything that is done while nobody waits. */
const idle = (): Promise<void> => rig.clock.advance(60_000)

describe('what was erased', () => {
  it('is in no file any more after a while, the index of words included', async () => {
    const { store } = rig.open()
    withSecret(store)
    expect(inFile()).toBe(true)
    store.remove(['secret', 'kept'])
    store.purge(['secret', 'kept'])
    await idle()
    expect(inFile()).toBe(false)
    expect(store.ids()).toHaveLength(2)
    const { hits } = store.search({
      query: 'words number 299',
      speaker: 'anyone',
      from: null,
      until: null,
      order: 'newest',
      limit: 10,
    })
    expect(hits).toHaveLength(2)
  })

  it('is gone when the program ends right then', () => {
    const { store } = rig.open()
    withSecret(store)
    store.remove(['secret', 'kept'])
    store.purge(['secret', 'kept'])
    store.close()
    expect(inFile()).toBe(false)
  })

  it('is gone when a single item was removed', async () => {
    const { store } = rig.open()
    store.import(filler('before'))
    const keeper = store.keep({ id: 'kept', startedAt: 0 })
    keeper.record([{ op: 'insert', item: item('kept_1', `I said ${needle}`), after: null }])
    keeper.record([{ op: 'insert', item: item('kept_2', 'Something else'), after: 'kept_1' }])
    store.flush()
    expect(inFile()).toBe(true)
    keeper.record([{ op: 'remove', id: 'kept_1' }])
    await idle()
    expect(inFile()).toBe(false)
  })

  it('is gone after the next start when the program was killed', async () => {
    const { store } = rig.open()
    withSecret(store)
    store.remove(['secret', 'kept'])
    store.purge(['secret', 'kept'])
    store.letGo()
    const { store: next } = rig.open()
    next.settle()
    await idle()
    expect(inFile()).toBe(false)
  })

  it('is gone at once when everything is erased, and other programs go on', () => {
    const { store } = rig.open()
    withSecret(store)
    const { store: other } = rig.open()
    expect(other.ids()).toHaveLength(4)
    store.forgetEverything()
    expect(inFile()).toBe(false)
    expect(other.ids()).toEqual([])
    other.import(filler('new'))
    expect(store.ids()).toEqual(['new'])
  })

  it('is gone from old copies of the file, too, when old conversations are erased', () => {
    const { store } = rig.open()
    withSecret(store)
    const [copy, stuck] = ['damaged-x', 'before-1'].map((name) => rig.file.replace(/\.db$/, `.${name}.db`))
    writeFileSync(String(copy), needle)
    mkdirSync(String(stuck)) // which can't be erased as a file
    const erased = store.forgetBefore(Date.now() + 60_000)
    expect(erased).toContain('secret')
    expect(existsSync(String(copy))).toBe(false)
    expect(rig.news).toContainEqual({
      kind: 'notice',
      error: expect.objectContaining({ code: 'storage.copies_left' }) as unknown,
    })
  })

  it('is gone from the log once nobody reads it any more', async () => {
    const { store } = rig.open()
    withSecret(store)
    const reader = connect(rig.file)
    reader.exec('BEGIN; SELECT count(*) FROM items')
    store.remove(['secret', 'kept'])
    store.purge(['secret', 'kept'])
    await idle()
    expect(inFile()).toBe(true)
    reader.close()
    await idle()
    expect(inFile()).toBe(false)
  })
})
