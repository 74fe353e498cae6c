import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import type { RecordingKey, RecordingsNews } from '../../../shared/history/recording'
import { flacFormat } from '../../audio/flac/flac-format'
import { loadFlac } from '../../audio/flac/flac-library'
import { RecordingFiles } from './recording-files'
import type { SoundFormat } from './sound-format'

let flac: SoundFormat
let folder: string
let news: RecordingsNews[]

beforeAll(async () => {
  flac = flacFormat(await loadFlac())
})
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'parley-recordings-')), 'recordings')
  news = []
})
afterEach(() => rm(path.dirname(folder), { recursive: true }))

const open = (format: SoundFormat = flac): RecordingFiles =>
  new RecordingFiles({ folder, format, clock: new ManualClock(), onNews: (one) => news.push(one) })

const key = (itemId: string, conversationId = 'one'): RecordingKey => ({ conversationId, itemId, contentIndex: 0 })
const second = new Int16Array(24_000).map((_, index) => index * 7)

function record(files: RecordingFiles, which: RecordingKey): void {
  files.add(which, second)
  files.finish(which)
}

/** The number of a process that has ended. */
const endedProcess = (): number => spawnSync(process.execPath, ['--version']).pid

const leftover = (processId: number, ageMs: number): string => {
  mkdirSync(path.join(folder, 'one'), { recursive: true })
  const file = path.join(folder, 'one', `${processId}-1.part`)
  writeFileSync(file, 'fLaC')
  const at = (new ManualClock().wallTime() - ageMs) / 1000
  utimesSync(file, at, at)
  return file
}

describe('the files of recordings', () => {
  it('lie by conversation, item and part, for nobody else to read', () => {
    record(open(), key('item_Ab', 'c-1'))
    const file = path.join(folder, 'c-1', 'item_=ab-0.flac')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('grow on disk while the sound comes', () => {
    const files = open()
    const sizes = [1, 2, 3].map(() => {
      files.add(key('a'), second)
      const [part = ''] = readdirSync(path.join(folder, 'one'))
      return statSync(path.join(folder, 'one', part)).size
    })
    expect(sizes[0]).toBeGreaterThan(0)
    expect(sizes[1]).toBeGreaterThan(sizes[0] ?? 0)
    expect(sizes[2]).toBeGreaterThan(sizes[1] ?? 0)
  })

  it('leave no folder behind that is empty', () => {
    const files = open()
    files.add(key('a'), second)
    files.discard(key('a'))
    record(files, key('b', 'two'))
    files.removeItem('two', 'b')
    record(files, key('c', 'three'))
    files.retain({ recordedBefore: null, bytes: 0 })
    expect(readdirSync(folder)).toEqual([])
  })

  it('leave nothing behind of a disk that is full, and nothing comes of the part', () => {
    const full: SoundFormat = {
      ...flac,
      encoder() {
        const encoder = flac.encoder()
        let added = 0
        return {
          header: encoder.header,
          discard: () => encoder.discard(),
          finish: () => encoder.finish(),
          add(samples) {
            if (++added > 1) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
            return encoder.add(samples)
          },
        }
      },
    }
    const files = open(full)
    for (const item of ['a', 'b']) {
      files.add(key(item), second)
      files.add(key(item), second)
      files.finish(key(item))
    }
    expect(readdirSync(folder)).toEqual([])
    expect(news).toMatchObject([
      { kind: 'trouble', error: { code: 'storage.not_recorded', values: { reason: 'ENOSPC' } } },
    ])
  })

  it('that a run which has ended left unfinished go with the next', () => {
    const file = leftover(endedProcess(), 0)
    open()
    expect(existsSync(file)).toBe(false)
  })

  it('that bear our own number are from one that had it before', () => {
    const file = leftover(process.pid, 0)
    open()
    expect(existsSync(file)).toBe(false)
  })

  it('that another program is recording are left alone, unless they have long stopped growing', () => {
    const growing = leftover(process.ppid, 60_000)
    open()
    expect(existsSync(growing)).toBe(true)
    const still = leftover(process.ppid, 2 * 3_600_000)
    open()
    expect(existsSync(still)).toBe(false)
  })

  it('that are no recordings are not listed', () => {
    const files = open()
    record(files, key('a'))
    const strange = ['a-0.txt', 'b-0.flac', 'readme.flac', '.flac']
    for (const name of strange) writeFileSync(path.join(folder, 'one', name), 'something else')
    writeFileSync(path.join(folder, 'stray'), '')
    expect(files.list('one')).toEqual([{ itemId: 'a', contentIndex: 0, lengthMs: 1000 }])
  })

  it('are found, counted and erased in a hundred conversations', () => {
    const files = open()
    const ids = Array.from({ length: 100 }, (_, index) => `conversation-${index}`)
    for (const [index, id] of ids.entries()) {
      record(files, key('a', id))
      const at = new ManualClock().wallTime() / 1000 - (100 - index)
      utimesSync(files.read(key('a', id))?.path ?? '', at, at)
    }
    const { size } = statSync(files.read(key('a', 'conversation-0'))?.path ?? '')
    files.retain({ recordedBefore: null, bytes: 40 * size })
    expect(ids.filter((id) => files.list(id).length === 1)).toEqual(ids.slice(60))
    files.remove(ids.slice(0, 99))
    expect(readdirSync(folder)).toEqual(['conversation-99'])
  })

  it('have no names that no file can have: such parts are left out, silently', () => {
    const files = open()
    record(files, key('A'.repeat(150)))
    record(files, key('a', 'B'.repeat(150)))
    expect(existsSync(folder)).toBe(false)
    expect(news).toEqual([])
  })
})
