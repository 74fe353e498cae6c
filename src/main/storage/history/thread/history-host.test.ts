import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HistoryRig } from '../../../../../test/support/history-rig'
import { aMessage, aPart, aTranscript, written } from '../../../../../test/support/transcripts'
import type { Item } from '../../../../shared/conversation/item'
import { connect } from '../../database/connection'
import { HistoryHost } from './history-host'
import type { Question } from './history-methods'
import type { HistoryReport, HistoryRequest } from './messages'

let rig: HistoryRig
beforeEach(() => (rig = new HistoryRig()))
afterEach(() => rig.end())

/** A host in this thread, and what it says. */
class Hosted {
  readonly reports: HistoryReport[] = []
  readonly #post: (request: HistoryRequest) => void
  #asked = 0
  #told = 0

  constructor(file: string) {
    let post: (request: HistoryRequest) => void = () => undefined
    new HistoryHost(rig.clock, {
      post: (report) => this.reports.push(structuredClone(report as HistoryReport)),
      listen: (onMessage) => (post = onMessage),
    })
    this.#post = post
    this.send({ type: 'open', path: file })
  }

  /** Troubles by their codes, and their ends. */
  get told(): readonly string[] {
    return this.reports.flatMap((report) => {
      if (report.type !== 'news' || report.news.kind === 'changed') return []
      return 'error' in report.news ? report.news.error.code : report.news.kind
    })
  }

  send(request: HistoryRequest): void {
    this.#post(structuredClone(request))
  }

  ask(question: Question): unknown {
    const id = ++this.#asked
    this.send({ type: 'ask', id, question })
    const answer = this.reports.find((report) => 'id' in report && report.id === id)
    return answer?.type === 'answer' ? answer.value : answer
  }

  insert(conversation: string, item: Item, after: string | null = null): void {
    this.send({ type: 'keep', head: { id: conversation, startedAt: 0 } })
    const told = { kind: 'patches', patches: [{ op: 'insert', item, after }] } as const
    this.send({ type: 'tell', conversation, number: ++this.#told, told })
  }

  ids(): unknown {
    return this.ask({ name: 'ids', parameters: [] })
  }

  close(): void {
    this.ask({ name: 'close', parameters: [] })
  }
}

const message = (id: string, text = `This is ${id}`): Item => ({ ...written(text), id })

/** A history of many pages, some of which are damaged then. */
function damagedFile(): void {
  const { store } = rig.open()
  for (let count = 0; count < 40; count++) {
    const items = Array.from({ length: 20 }, (_, index) => message(`item_${count}_${index}`, 'some words '.repeat(50)))
    store.import(aTranscript(items, { id: `conversation_${count}`, startedAt: count }))
  }
  store.close()
  damage()
}

function damage(): void {
  const bytes = readFileSync(rig.file)
  const middle = Math.floor(bytes.length / 4096 / 2) * 4096
  bytes.fill(0x55, middle, middle + 3 * 4096)
  writeFileSync(rig.file, bytes)
}

describe('a file that was found damaged', () => {
  it('is replaced by what can be read of it, and conversations go on', async () => {
    damagedFile()
    const hosted = new Hosted(rig.file)
    const answer = aMessage({ id: 'answer', status: 'in_progress', parts: [aPart({ text: 'One' })] })
    hosted.insert('new', message('question'))
    hosted.insert('new', answer, 'question')
    hosted.send({ type: 'checked', problems: ['row 1 missing from index'] })
    await rig.clock.advance(0)
    expect(hosted.told).toContain('storage.recovered')
    const told = { kind: 'patches', patches: [{ op: 'append_text', id: 'answer', part: 0, text: ' two' }] } as const
    hosted.send({ type: 'tell', conversation: 'new', number: 3, told })
    expect(hosted.ask({ name: 'read', parameters: ['new'] })).toMatchObject({
      transcript: { items: [{ id: 'question' }, { id: 'answer', parts: [{ text: 'One two' }] }] },
    })
    expect((hosted.ids() as string[]).length).toBeGreaterThan(20)
    const found = hosted.ask({
      name: 'search',
      parameters: [{ query: 'some words', speaker: 'anyone', from: null, until: null, order: 'newest', limit: 50 }],
    })
    expect(found).toMatchObject({ hits: { length: 50 } })
    hosted.close()
  })

  it('can be erased as a whole', () => {
    damagedFile()
    const hosted = new Hosted(rig.file)
    hosted.ask({ name: 'forgetEverything', parameters: [] })
    hosted.insert('new', message('question'))
    expect(hosted.ids()).toEqual(['new'])
    hosted.close()
    expect(rig.open().store.ids()).toEqual(['new'])
  })
})

describe('a file that can not be opened for a while', () => {
  it('gets what was said meanwhile when it can', async () => {
    mkdirSync(rig.file) // a folder is in its place
    writeFileSync(path.join(rig.file, 'something'), '')
    const hosted = new Hosted(rig.file)
    expect(hosted.reports).toContainEqual({ type: 'opened', isFile: false })
    expect(hosted.told).toHaveLength(1)
    hosted.insert('a', message('one'))
    await rig.clock.advance(29_000)
    expect(hosted.ids()).toEqual(['a'])
    rmSync(rig.file, { recursive: true })
    await rig.clock.advance(31_000)
    expect(hosted.told[1]).toBe('recovered')
    hosted.insert('a', message('two'), 'one')
    hosted.close()
    expect(
      rig
        .open()
        .store.read('a')
        .transcript.items.map(({ id }) => id),
    ).toEqual(['one', 'two'])
  })
})

describe('what is written', () => {
  it('is told once it is in the file', async () => {
    const hosted = new Hosted(rig.file)
    const numbers = (): number[] => hosted.reports.flatMap((report) => (report.type === 'written' ? report.number : []))
    hosted.insert('a', message('one'))
    hosted.insert('a', message('two'), 'one')
    expect(numbers()).toEqual([])
    await rig.clock.advance(0)
    expect(numbers()).toEqual([2])
    const other = connect(rig.file)
    other.exec('BEGIN IMMEDIATE')
    hosted.insert('a', message('three'), 'two')
    await rig.clock.advance(0)
    expect(numbers()).toEqual([2])
    expect(hosted.told).toEqual(['storage.locked'])
    other.close()
    await rig.clock.advance(1000)
    expect(numbers()).toEqual([2, 3])
    expect(hosted.told).toEqual(['storage.locked', 'recovered'])
    hosted.close()
  })
})
