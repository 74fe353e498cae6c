import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMemory } from './memory'

describe('openMemory', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'parley-memory-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('remembers, also in a folder that is not there yet', () => {
    const file = path.join(folder, 'data', 'window.json')
    openMemory(file).change({ maximized: true })
    openMemory(file).change({ toldAboutTray: true })
    expect(openMemory(file).read()).toEqual({ maximized: true, toldAboutTray: true })
  })

  it.each(['', '{', '[]', '{"bounds":{"x":"left"}}'])('begins anew when the file holds %j', (text) => {
    const file = path.join(folder, 'window.json')
    writeFileSync(file, text)
    expect(openMemory(file).read()).toEqual({ maximized: false, toldAboutTray: false })
  })

  it('does not mind when nothing can be written', () => {
    const file = path.join(folder, 'file')
    writeFileSync(file, '')
    const memory = openMemory(path.join(file, 'window.json'))
    memory.change({ maximized: true })
    expect(memory.read().maximized).toBe(false)
  })
})
