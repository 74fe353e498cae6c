import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../src/main/clock/system-clock'
import { openRecordings } from '../src/main/storage/recordings/recordings-client'
import { launchWorker } from '../src/main/programs/worker-thread'
import type { RecordingsNews } from '../src/shared/history/recording'
import { decodeFlac } from './support/decode-flac'
import { soundDigest } from './support/sound-digest'
import { hello } from './support/sounds'

let folder: string

beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'parley-recordings-')), 'recordings')
})
afterEach(() => rm(path.dirname(folder), { recursive: true }))

const worker = fileURLToPath(new URL('../src/main/recordings-worker.ts', import.meta.url))
const child = fileURLToPath(new URL('support/recording-child.ts', import.meta.url))
const open = () => openRecordings({ folder, clock: systemClock, launch: launchWorker(worker) })

/** Records until so many parts were recorded, then ends by force, in the middle of the next. */
function recordAndDie(run: number, parts: number): Promise<void> {
  const recorder = spawn(process.execPath, ['--import', 'tsx', child, folder, String(run), String(parts)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve) => recorder.once('close', () => resolve()))
}

const filesOf = (extension: string): readonly string[] =>
  readdirSync(path.join(folder, 'one')).filter((name) => name.endsWith(extension))

describe('the recordings thread', () => {
  it('saves every sample', async () => {
    const recordings = open()
    const news: RecordingsNews[] = []
    recordings.subscribe((one) => news.push(one))
    const key = { conversationId: 'one', itemId: 'item_A', contentIndex: 0 }
    const said = hello()
    for (let from = 0; from < said.length; from += 240) recordings.add(key, said.subarray(from, from + 240))
    recordings.finish(key)
    const found = await recordings.read(key)
    expect(soundDigest(await decodeFlac(readFileSync(found?.path ?? '')))).toBe(soundDigest(said))
    expect(news).toEqual([{ kind: 'recorded', conversationId: 'one' }])
    await recordings.close()
  })

  it('leaves only complete files if the program is killed', async () => {
    for (const [run, parts] of [1, 4].entries()) {
      await recordAndDie(run, parts)
      expect(filesOf('.part').length).toBeGreaterThan(0)
    }
    const recordings = open()
    const listed = await recordings.list('one')
    expect(filesOf('.part')).toEqual([])
    expect(listed.length).toBe(filesOf('.flac').length)
    expect(listed.length).toBe(5)
    for (const { itemId, contentIndex, lengthMs } of listed) {
      const found = await recordings.read({ conversationId: 'one', itemId, contentIndex })
      expect(lengthMs).toBe(10_000)
      expect(await decodeFlac(readFileSync(found?.path ?? ''))).toHaveLength(240_000)
    }
    await recordings.close()
  })
})
