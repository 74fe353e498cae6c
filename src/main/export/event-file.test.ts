import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AppError, toAppError } from '../../shared/ipc/result'
import { openEventFile } from './event-file'
import { eventFileAt } from './event-file-at'

let folder: string
const failures: AppError[] = []
const onFailure = (error: AppError): void => void failures.push(error)

beforeEach(async () => {
  failures.length = 0
  folder = await mkdtemp(path.join(tmpdir(), 'parley-events-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('a file of events', () => {
  it('holds the lines in their order, in place of an older file, for its user only', async () => {
    const target = path.join(folder, 'events.jsonl')
    const earlier = await openEventFile({ path: target, onFailure })
    earlier.write('old')
    await earlier.close()
    const file = await openEventFile({ path: target, onFailure })
    const lines = Array.from({ length: 5_000 }, (_, index) => `${index} ${'x'.repeat(index % 300)}`)
    for (const line of lines) file.write(line)
    await file.close()
    file.write('too late')
    await file.close()
    expect(await readFile(target, 'utf8')).toBe(`${lines.join('\n')}\n`)
    expect((await stat(target)).mode & 0o077).toBe(0)
    expect(failures).toEqual([])
  })

  it('is the one of its folder until it is removed', async () => {
    const kept = eventFileAt(path.join(folder, 'new', 'events.jsonl'))
    expect(await kept.size()).toBeNull()
    const file = await kept.begin(onFailure)
    file.write('{}')
    await file.close()
    expect(await kept.size()).toBe(3)
    const pieces: Uint8Array[] = []
    for await (const piece of kept.read()) pieces.push(piece)
    expect(Buffer.concat(pieces).toString()).toBe('{}\n')
    await kept.remove()
    await kept.remove()
    expect(await kept.size()).toBeNull()
  })

  it('says at once where it can not be', async () => {
    const missing = path.join(folder, 'no', 'events.jsonl')
    const error = await openEventFile({ path: missing, onFailure }).catch(toAppError)
    expect(error).toMatchObject({
      code: 'diagnostics.not_recorded',
      message: `Parley can’t record events in “${missing}”: its folder does not exist.`,
      values: { reason: 'ENOENT' },
    })
  })

  it.runIf(process.platform === 'linux')('says once that the disk is full, and ends', async () => {
    const file = await openEventFile({ path: '/dev/full', onFailure })
    for (let line = 0; line < 100; line++) file.write('a line')
    await file.close()
    file.write('another')
    await file.close()
    expect(failures).toMatchObject([{ code: 'diagnostics.not_recorded', values: { reason: 'ENOSPC' } }])
  })

  it('ends when more waits for the disk than memory should hold', async () => {
    const file = await openEventFile({ path: path.join(folder, 'events.jsonl'), onFailure, maxWaiting: 1_000 })
    for (let line = 0; line < 100; line++) file.write('x'.repeat(100))
    await file.close()
    expect(failures).toMatchObject([{ values: { reason: 'too_slow' } }])
  })
})
