import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { decodeFlac } from '../../../../test/support/decode-flac'
import { launchHere } from '../../../../test/support/launch-here'
import { ManualClock } from '../../../../test/support/manual-clock'
import type { ChildProgram } from '../../../shared/child-program'
import type { RecordingKey, RecordingsNews, RecordingsPort } from '../../../shared/history/recording'
import { flacFormat } from '../../audio/flac/flac-format'
import { loadFlac } from '../../audio/flac/flac-library'
import { systemClock } from '../../clock/system-clock'
import { openRecordings } from './recordings-client'
import { describeRecordings } from './recordings.contract'
import { hostRecordings } from './recordings-host'
import type { SoundFormat } from './sound-format'

let format: SoundFormat
let folder: string
/** The threads that were started, latest last. */
let threads: ChildProgram[]

beforeAll(async () => {
  format = flacFormat(await loadFlac())
})
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'parley-recordings-')), 'recordings')
  threads = []
})
afterEach(() => rm(path.dirname(folder), { recursive: true }))

function open(): RecordingsPort {
  const launch = launchHere((parent) => hostRecordings(parent, format, systemClock))
  return openRecordings({
    folder,
    clock: systemClock,
    launch: (listener) => {
      const thread = launch(listener)
      threads.push(thread)
      return thread
    },
  })
}

const key: RecordingKey = { conversationId: 'one', itemId: 'a', contentIndex: 0 }
const second = new Int16Array(24_000).map((_, index) => index)

describe('recordings as files', () => {
  describeRecordings(() => {
    const recordings = open()
    const aside = `${folder}-aside`
    const pathOf = async (which: RecordingKey): Promise<string> => (await recordings.read(which))?.path ?? ''
    const settled = (): Promise<unknown> => recordings.list('one')
    return Promise.resolve({
      recordings,
      async soundOf(which) {
        const found = await recordings.read(which)
        return found && decodeFlac(await readFile(found.path))
      },
      age: async (which, at) => utimes(await pathOf(which), at / 1000, at / 1000),
      bytesOf: async (which) => (await stat(await pathOf(which))).size,
      // In the place of the folder there is a file: nothing can be made in it, whoever one is.
      async fail(failing) {
        await settled()
        if (failing) {
          if (existsSync(folder)) await rename(folder, aside)
          await writeFile(folder, '')
        } else {
          await rm(folder)
          if (existsSync(aside)) await rename(aside, folder)
        }
      },
    })
  })

  it('need no thread for those who record nothing', async () => {
    const recordings = open()
    expect(await recordings.list('one')).toEqual([])
    expect(await recordings.read(key)).toBeNull()
    await recordings.remove(['one'])
    await recordings.retain({ recordedBefore: 0, bytes: 0 })
    await recordings.forgetEverything()
    await recordings.close()
    expect(threads).toEqual([])
    expect(existsSync(folder)).toBe(false)
  })

  it('leave out a part whose thread ended in the middle, tell it once, and go on', async () => {
    const recordings = open()
    const news: RecordingsNews[] = []
    recordings.subscribe((one) => news.push(one))
    recordings.add(key, second)
    await recordings.list('one')
    threads[0]?.kill()
    recordings.add(key, second)
    recordings.finish(key)
    expect(await recordings.list('one')).toEqual([])
    recordings.add(key, second)
    recordings.finish(key)
    expect(await recordings.list('one')).toEqual([{ itemId: 'a', contentIndex: 0, lengthMs: 1000 }])
    expect(news).toMatchObject([
      { kind: 'trouble', error: { code: 'storage.recorder_lost' } },
      { kind: 'recorded', conversationId: 'one' },
    ])
    await recordings.close()
  })

  it('refuse what was asked of a thread that has ended', async () => {
    const recordings = open()
    recordings.add(key, second)
    const asked = recordings.list('one')
    threads[0]?.kill()
    await expect(asked).rejects.toMatchObject({ error: { code: 'storage.recorder_lost' } })
  })

  it('end a thread that does not close within three seconds', async () => {
    const clock = new ManualClock()
    let killed = false
    const recordings = openRecordings({
      folder,
      clock,
      launch: () => ({ post: () => undefined, kill: () => (killed = true) }),
    })
    recordings.add(key, second)
    const closed = recordings.close()
    await clock.advance(2999)
    expect(killed).toBe(false)
    await clock.advance(1)
    await closed
    expect(killed).toBe(true)
  })
})
