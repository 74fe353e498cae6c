import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openLogFile } from './log-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string): string => path.join(folder, name)

describe('the log file', () => {
  it('has each entry as soon as it is written, for its owner to read', async () => {
    const log = openLogFile(folder, () => undefined)
    log.write('one')
    expect(readFileSync(file('parley.log'), 'utf8')).toBe('one\n')
    if (process.platform !== 'win32') expect(statSync(file('parley.log')).mode & 0o777).toBe(0o600)
    log.write('two %s {x}')
    expect(await log.lastLines(5)).toEqual(['one', 'two %s {x}'])
    expect(await log.lastLines(1)).toEqual(['two %s {x}'])
  })

  it('moves a full file aside, and keeps three', async () => {
    const full = (text: string): string => `${text}\n`.repeat(5 * 1024 * 128 + 1)
    writeFileSync(file('parley.1.log'), 'older\n')
    writeFileSync(file('parley.2.log'), 'oldest\n')
    writeFileSync(file('parley.log'), full('1234567'))
    const log = openLogFile(folder, () => undefined)
    log.write('new')
    expect(readFileSync(file('parley.log'), 'utf8')).toBe('new\n')
    expect(statSync(file('parley.1.log')).size).toBeGreaterThan(5 * 1024 * 1024)
    expect(readFileSync(file('parley.2.log'), 'utf8')).toBe('older\n')
    expect(existsSync(file('parley.3.log'))).toBe(false)
    expect(await log.lastLines(2)).toEqual(['1234567', 'new'])
  })

  it('reports once that it can’t be written, and throws nothing', () => {
    mkdirSync(file('parley.log'))
    const onFailure = vi.fn()
    const log = openLogFile(folder, onFailure)
    log.write('one')
    log.write('two')
    expect(onFailure).toHaveBeenCalledOnce()
  })
})
