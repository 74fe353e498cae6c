import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { arbitraryTranscript } from '../../../../test/support/arbitrary-transcript'
import { runCaptured } from '../../../../test/support/captured-command'
import { ManualClock } from '../../../../test/support/manual-clock'
import { recordedTranscript } from '../../../../test/support/recorded-transcript'
import { richTranscript } from '../../../../test/support/rich-transcript'
import type { Transcript } from '../../../shared/conversation/transcript'
import { HistoryStore } from '../../storage/history/history-store'
import { openHistoryFile } from '../../storage/history/file/open-history-file'
import { runHistory } from '.'

let root: string
let count = 0
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'parley-round-trip-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function newFolder(): string {
  count += 1
  const folder = path.join(root, String(count))
  mkdirSync(folder)
  return folder
}

const history = (...arguments_: readonly string[]) => runCaptured(runHistory, arguments_)

function keepIn(data: string, transcripts: readonly Transcript[]): void {
  const clock = new ManualClock()
  const store = new HistoryStore(openHistoryFile(path.join(data, 'history.db'), clock).database, { clock })
  for (const transcript of transcripts) store.import(transcript)
  store.close()
}

async function zipOf(data: string): Promise<Buffer> {
  const zip = path.join(newFolder(), 'all.zip')
  await history('export', '--all', '--format', 'json', '--output', zip, '--data', data)
  return readFileSync(zip)
}

async function filesOf(data: string): Promise<Readonly<Record<string, string>>> {
  const folder = newFolder()
  await history('export', '--all', '--format', 'json', '--output', folder, '--data', data)
  const files: Record<string, string> = {}
  for (const name of (await readdir(folder)).sort()) files[name] = await readFile(path.join(folder, name), 'utf8')
  return files
}

/** Conversations as they are kept: each has a name, and no two of its items have the same. */
const kept = fc
  .uniqueArray(fc.tuple(fc.uuid(), arbitraryTranscript), { minLength: 1, maxLength: 4, selector: ([id]) => id })
  .map((some) =>
    some.map(([id, transcript]): Transcript => {
      const items = transcript.items.map((item, index) => ({ ...item, id: `${index} ${item.id}` }))
      return { ...transcript, id, items }
    }),
  )

/** What is exported, taken in where there is nothing, and exported again, is the same byte for byte. */
async function expectRoundTrip(transcripts: readonly Transcript[]): Promise<void> {
  const [first, second, third] = [newFolder(), newFolder(), newFolder()]
  keepIn(first, transcripts)
  const zip = await zipOf(first)
  const files = await filesOf(first)
  const packed = path.join(newFolder(), 'packed.zip')
  await history('export', '--all', '--format', 'json', '--output', packed, '--data', first)

  await history('import', packed, '--data', second)
  expect((await zipOf(second)).equals(zip)).toBe(true)
  expect(await filesOf(second)).toEqual(files)

  const loose = newFolder()
  await history('export', '--all', '--format', 'json', '--output', loose, '--data', first)
  const paths = (await readdir(loose)).map((name) => path.join(loose, name))
  await history('import', ...paths, '--data', third)
  expect(Object.values(await filesOf(third)).sort()).toEqual(Object.values(files).sort())
}

describe('the way out of a history and into another', () => {
  it('changes nothing of the conversations that we know', async () => {
    await expectRoundTrip([richTranscript, { ...recordedTranscript(), id: 'recorded' }])
  })

  it('changes nothing of any conversation', async () => {
    await fc.assert(fc.asyncProperty(kept, expectRoundTrip), { numRuns: 8 })
  })
})
