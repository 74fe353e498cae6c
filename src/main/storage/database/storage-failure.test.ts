import { describe, expect, it } from 'vitest'
import { Failure } from '../../../shared/ipc/result'
import { isCorruption, storageFailure } from './storage-failure'

const sqlite = (code: string, rawCode?: number): Error => Object.assign(new Error('words'), { code, rawCode })
const system = (code: string): Error => Object.assign(new Error('words'), { code })

describe('what went wrong', () => {
  it.each([
    [sqlite('SQLITE_FULL', 13), 'storage.full'],
    [sqlite('SQLITE_BUSY', 5), 'storage.locked'],
    [sqlite('SQLITE_BUSY_SNAPSHOT', 517), 'storage.locked'],
    [sqlite('SQLITE_READONLY_DBMOVED', 1032), 'storage.read_only'],
    [sqlite('SQLITE_UNKNOWN', 2570), 'storage.io'],
    [sqlite('SQLITE_CORRUPT_VTAB', 267), 'storage.damaged'],
    [sqlite('SQLITE_NOTADB', 26), 'storage.damaged'],
    [sqlite('SQLITE_CORRUPT'), 'storage.damaged'],
    [sqlite('SQLITE_CANTOPEN', 14), 'storage.not_writable'],
    [sqlite('SQLITE_CONSTRAINT', 19), 'storage.failed'],
    [system('ENOSPC'), 'storage.full'],
    [system('EDQUOT'), 'storage.full'],
    [system('EROFS'), 'storage.read_only'],
    [system('EACCES'), 'storage.not_writable'],
    [system('ENOENT'), 'storage.not_writable'],
    [system('EIO'), 'storage.io'],
    [system('EBUSY'), 'storage.locked'],
    ['a word', 'storage.failed'],
  ])('is told by a stable code: %s', (cause, code) => {
    const failure = storageFailure(cause)
    expect(failure.error.code).toBe(code)
    expect(failure.cause).toBe(cause)
    expect(failure.error.displayable).toBe(code !== 'storage.failed')
    expect(failure.error.message).not.toBe('')
    expect(failure.error.hint).not.toBe('')
  })

  it('is told once', () => {
    const failure = new Failure('storage.newer')
    expect(storageFailure(failure)).toBe(failure)
  })

  it('is damage, or not', () => {
    expect(isCorruption(sqlite('SQLITE_CORRUPT_INDEX', 779))).toBe(true)
    expect(isCorruption(sqlite('SQLITE_NOTADB', 26))).toBe(true)
    expect(isCorruption(storageFailure(sqlite('SQLITE_CORRUPT', 11)))).toBe(true)
    expect(isCorruption(sqlite('SQLITE_FULL', 13))).toBe(false)
    expect(isCorruption(new Error('corrupt'))).toBe(false)
  })
})
