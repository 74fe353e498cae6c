import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { launchHere } from '../../../../../test/support/launch-here'
import { ManualClock } from '../../../../../test/support/manual-clock'
import { written } from '../../../../../test/support/transcripts'
import type { ChildListener, ChildProgram, LaunchChild } from '../../../../shared/child-program'
import type { HistoryNews, HistoryPort } from '../../../../shared/history/port'
import { systemClock } from '../../../clock/system-clock'
import { describeHistory } from '../history.contract'
import { launchWorker } from '../../../programs/worker-thread'
import { openHistory } from './history-client'
import { HistoryHost } from './history-host'
import type { HistoryRequest } from './messages'

const launch = launchWorker(path.join(import.meta.dirname, '../../../history-worker.ts'))
const START = Date.UTC(2026, 0, 1)

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-history-'))
  folders.push(folder)
  return path.join(folder, 'history.db')
}

/** Messages are copied as between threads; what only real threads can show comes below. */
describe('the history by messages', () => {
  describeHistory(() => {
    const clock = new ManualClock()
    const launch = launchHere((parent) => {
      new HistoryHost(clock, parent)
    })
    const history = openHistory({ path: newFile(), clock, launch })
    return Promise.resolve({ history, pass: (ms) => clock.advance(ms), end: () => history.close() })
  })
})

/** Threads that can be ended from outside, as a fault in native code would. */
class Threads {
  readonly launched: { readonly program: ChildProgram; readonly listener: ChildListener }[] = []

  readonly launch: LaunchChild = (listener) => {
    const program = launch(listener)
    this.launched.push({ program, listener })
    return program
  }

  end(): void {
    this.launched.at(-1)?.program.kill()
  }
}

/** The next news that fits. */
const next = (history: HistoryPort, kind: HistoryNews['kind']): Promise<HistoryNews> =>
  new Promise((resolve) => {
    const stop = history.subscribe((news) => {
      if (news.kind !== kind) return
      stop()
      resolve(news)
    })
  })

describe('a thread that dies', () => {
  it('is started anew, and nothing that was told is lost', async () => {
    const threads = new Threads()
    const history = openHistory({ path: newFile(), clock: systemClock, launch: threads.launch })
    const keeper = history.keep({ id: 'a', startedAt: START })
    keeper.record([{ op: 'insert', item: { ...written('One'), id: 'item_1' }, after: null }])
    await history.ids()
    const trouble = next(history, 'trouble')
    const recovered = next(history, 'recovered')
    threads.end()
    // While it dies, and before anybody knows.
    keeper.record([{ op: 'insert', item: { ...written('Two'), id: 'item_2' }, after: 'item_1' }])
    expect(await trouble).toMatchObject({ error: { code: 'storage.stopped' } })
    keeper.record([{ op: 'insert', item: { ...written('Three'), id: 'item_3' }, after: 'item_2' }])
    await recovered
    const { transcript } = await history.read('a')
    expect(transcript.items.map(({ id }) => id)).toEqual(['item_1', 'item_2', 'item_3'])
    await history.close()
  })

  it('is given up when it dies again, and questions are answered with what is wrong', async () => {
    const threads = new Threads()
    const history = openHistory({ path: newFile(), clock: systemClock, launch: threads.launch })
    await history.ids()
    const recovered = next(history, 'recovered')
    threads.end()
    await recovered
    const asked = history.ids()
    threads.end()
    await expect(asked).rejects.toMatchObject({ error: { code: 'storage.interrupted' } })
    await expect(history.ids()).rejects.toMatchObject({ error: { code: 'storage.stopped' } })
    history.keep({ id: 'a', startedAt: START }).record([])
    await history.close()
    expect(threads.launched).toHaveLength(2)
  })
})

describe('closing', () => {
  it('writes what was told right before', async () => {
    const file = newFile()
    const first = openHistory({ path: file, clock: systemClock, launch })
    await first.ids() // through TypeScript a thread may take longer to start than closing waits for it
    const item = { ...written('Half'), id: 'item_1', status: 'in_progress' as const }
    first.keep({ id: 'a', startedAt: START }).record([{ op: 'insert', item, after: null }])
    await first.close()
    await expect(first.ids()).rejects.toMatchObject({ error: { code: 'storage.stopped' } })
    const second = openHistory({ path: file, clock: systemClock, launch })
    expect((await second.read('a')).transcript.items).toEqual([{ ...item, status: 'incomplete' }])
    await second.close()
  })
})

describe('a file that can not be opened', () => {
  it('is told, and a history in memory takes its place', async () => {
    const folder = newFile() // a folder where the file should be
    const history = openHistory({ path: path.dirname(folder), clock: systemClock, launch })
    expect(await next(history, 'trouble')).toMatchObject({ error: { code: expect.stringMatching(/^storage\./) } })
    history.keep({ id: 'a', startedAt: START }).record([{ op: 'insert', item: written('Hello'), after: null }])
    expect(await history.ids()).toEqual(['a'])
    await history.close()
  })
})

/** A thread that says what the test wants. */
class SpokenFor {
  readonly said: HistoryRequest[] = []
  listener: ChildListener | null = null
  killed = false

  readonly launch: LaunchChild = (listener) => {
    this.listener = listener
    return { post: (message) => this.said.push(message as HistoryRequest), kill: () => (this.killed = true) }
  }
}

describe('looking the file through', () => {
  it('is done by another thread, a while after the start, and its findings are handed on', async () => {
    const clock = new ManualClock()
    const [thread, checker] = [new SpokenFor(), new SpokenFor()]
    const launches = [thread.launch, checker.launch]
    const history = openHistory({ path: '/f', clock, launch: (listener) => launches.shift()!(listener) })
    thread.listener?.onMessage({ type: 'check_wanted' })
    await clock.advance(5000)
    expect(checker.listener).toBe(null)
    await clock.advance(5000)
    expect(checker.said).toEqual([{ type: 'check', path: '/f' }])
    checker.listener?.onMessage({ type: 'checked', problems: ['something'] })
    expect(checker.killed).toBe(true)
    expect(thread.said.at(-1)).toEqual({ type: 'checked', problems: ['something'] })
    void history.close()
  })
})

describe('closing a thread that hangs', () => {
  it('ends it after three seconds', async () => {
    const clock = new ManualClock()
    const thread = new SpokenFor()
    const history = openHistory({ path: '/f', clock, launch: thread.launch })
    const closed = history.close()
    await clock.advance(2999)
    expect(thread.killed).toBe(false)
    await clock.advance(1)
    await closed
    expect(thread.killed).toBe(true)
  })
})
