import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { historyFile } from './data-folder'

let home: string
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'parley-data-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

// Where programs keep what is theirs is told by these on Linux and on Windows.
const fileWith = (choice: { data?: string; told?: string } = {}): string =>
  historyFile({
    data: choice.data,
    environment: { XDG_CONFIG_HOME: home, APPDATA: home, ...(choice.told && { PARLEY_DATA_DIR: choice.told }) },
  })

function keepIn(name: string): void {
  mkdirSync(path.join(home, name))
  writeFileSync(path.join(home, name, 'history.db'), '')
}

describe.skipIf(process.platform === 'darwin')('the folder of the history', () => {
  it('is the desktop app’s', () => {
    expect(fileWith()).toBe(path.join(home, 'parley', 'history.db'))
  })

  it('is that of the browser version where only that has one', () => {
    keepIn('parley-web')
    expect(fileWith()).toBe(path.join(home, 'parley-web', 'history.db'))
    keepIn('parley')
    expect(fileWith()).toBe(path.join(home, 'parley', 'history.db'))
  })

  it('is what the user says', () => {
    expect(fileWith({ told: '/told' })).toBe(path.resolve('/told/history.db'))
    expect(fileWith({ told: '/told', data: '/said' })).toBe(path.resolve('/said/history.db'))
  })
})
