import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../../test/support/storage-file'
import { FileLock } from './file-lock'

function lock(file: string, waitMs = 0): FileLock {
  const made = new FileLock(file, waitMs)
  onTestFinished(() => made.end())
  return made
}

it('is shared by all, or had alone', () => {
  const file = path.join(temporaryFolder(), 'history.lock')
  const first = lock(file)
  const second = lock(file)
  const busy = expect.objectContaining({ code: 'SQLITE_BUSY' }) as unknown
  expect(() => first.alone(() => 'done')).toThrow(busy)
  second.end()
  expect(first.alone(() => 'done')).toBe('done')
  first.alone(() => expect(() => lock(file)).toThrow(busy))
  expect(() => lock(file).alone(() => 'done')).toThrow(busy)
})

it('is shared again when the work is done, or has failed', () => {
  const file = path.join(temporaryFolder(), 'history.lock')
  const first = lock(file)
  expect(() =>
    first.alone(() => {
      throw new Error('no')
    }),
  ).toThrow('no')
  const second = lock(file)
  expect(() => second.alone(() => 'done')).toThrow('locked')
  second.end()
  first.end()
  expect(lock(file).alone(() => 'done')).toBe('done')
})
