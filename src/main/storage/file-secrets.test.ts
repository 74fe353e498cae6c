import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFileAtomically } from '../files/write-file'
import { FileSecrets } from './file-secrets'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const keysFile = (): string => join(folder, 'data', 'keys.json')
const secrets = () => new FileSecrets({ path: keysFile(), write: writeFileAtomically })

describe('keys in a file', () => {
  it('come back, one for each kind of endpoint', async () => {
    const kept = secrets()
    await Promise.all([kept.write('openai', 'one'), kept.write('azure', 'two'), kept.write('openai', 'three')])
    expect([await secrets().read('openai'), await secrets().read('azure')]).toEqual(['three', 'two'])
    await secrets().remove('openai')
    expect([await secrets().has('openai'), await secrets().has('azure')]).toEqual([false, true])
  })

  it.skipIf(process.platform === 'win32')('can be read by their owner only, also if the file was there', async () => {
    await secrets().write('openai', 'one')
    expect(statSync(keysFile()).mode & 0o777).toBe(0o600)
    rmSync(keysFile())
    writeFileSync(keysFile(), '{}', { mode: 0o644 })
    await secrets().write('openai', 'one')
    expect(statSync(keysFile()).mode & 0o777).toBe(0o600)
  })

  it('are none where the file makes no sense', async () => {
    await secrets().write('openai', 'one')
    writeFileSync(keysFile(), '{"openai": 5')
    expect(await secrets().read('openai')).toBeUndefined()
  })

  it('that cannot be kept are a failure, with the reason of the system', async () => {
    const write = () => Promise.reject(Object.assign(new Error('permission denied'), { code: 'EACCES' }))
    const kept = new FileSecrets({ path: keysFile(), write })
    const error = { code: 'keys.not_saved', values: { reason: 'EACCES' } }
    await expect(kept.write('openai', 'one')).rejects.toMatchObject({ error })
  })

  it('that have no folder to be in are a failure, with the reason of the system', async () => {
    writeFileSync(join(folder, 'data'), 'no folder')
    await expect(secrets().write('openai', 'one')).rejects.toMatchObject({ error: { values: { reason: 'EEXIST' } } })
  })

  it('say how well they are protected', () => {
    expect(secrets().protection).toBe('file')
  })
})
