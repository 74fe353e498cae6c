import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { Failure } from '../../shared/ipc/result'
import { demoProfile, profileInUse, profileSchema } from '../../shared/profiles'
import { defaultUserSettings } from '../../shared/settings'
import { writeFileAtomically } from '../files/write-file'
import { SettingsFile } from './settings-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fileIn = (...names: string[]) =>
  new SettingsFile({ path: join(folder, ...names), clock: new ManualClock(), write: writeFileAtomically })
const write = (value: unknown): void =>
  writeFileSync(join(folder, 'settings.json'), typeof value === 'string' ? value : JSON.stringify(value))

describe('settings of version 1', () => {
  it('keep their endpoint as the profile in use, under the name that its key has', async () => {
    const endpoint = { kind: 'custom', address: 'ws://127.0.0.1:9/v1/realtime', dialect: 'beta' }
    write({ version: 1, endpoint, model: 'own', voice: 'cedar', instructions: 'Be brief.' })
    const { settings, notice } = await fileIn('settings.json').load()
    expect(notice).toBeNull()
    expect(settings.instructions).toBe('Be brief.')
    expect(profileInUse(settings)).toEqual(
      profileSchema.parse({ ...endpoint, id: 'custom', model: 'own', voice: 'cedar' }),
    )
  })

  it('that used the demo have a profile for a key of OpenAI', async () => {
    write({ version: 1, endpoint: { kind: 'demo', address: '', dialect: 'auto' }, model: 'own', voice: 'marin' })
    const { settings } = await fileIn('settings.json').load()
    expect(profileInUse(settings)).toEqual({ ...demoProfile, model: 'own' })
    expect(settings.profiles.map(({ id, kind }) => [id, kind])).toEqual([
      ['demo', 'demo'],
      ['openai', 'openai'],
    ])
  })

  it('with an endpoint that makes no sense are kept aside, and the rest is used', async () => {
    write({ version: 1, endpoint: { kind: 'nobody' }, instructions: 'Be brief.' })
    const { settings, notice } = await fileIn('settings.json').load()
    expect(settings).toEqual({ ...defaultUserSettings, instructions: 'Be brief.' })
    expect(notice?.code).toBe('settings.corrupt')
  })
})

describe('settings', () => {
  it('with a server that makes no sense keep the others', async () => {
    const profiles = [
      { id: 'here', kind: 'localai', address: 'ws://127.0.0.1:8080' },
      { id: 'there', kind: 'nobody' },
    ]
    write({ version: 2, ...defaultUserSettings, profiles, audio: { volume: 'loud', noiseSuppression: true } })
    const { settings, notice } = await fileIn('settings.json').load()
    expect(settings.profiles.map(({ id }) => id)).toEqual(['demo', 'here'])
    expect(settings.audio).toEqual({ ...defaultUserSettings.audio, noiseSuppression: true })
    expect(notice?.code).toBe('settings.corrupt')
  })

  it('are the defaults where there is no file, and nothing is said about it', async () => {
    expect(await fileIn('settings.json').load()).toEqual({ settings: defaultUserSettings, notice: null })
  })

  it.each(Object.keys(defaultUserSettings))('of a version that knew nothing of “%s” yet are good', async (name) => {
    write({ version: 2, ...defaultUserSettings, [name]: undefined })
    expect(await fileIn('settings.json').load()).toEqual({ settings: defaultUserSettings, notice: null })
  })

  it('come back as they were kept, in a folder that is made for them', async () => {
    const settings = { ...defaultUserSettings, instructions: 'Be brief.', mode: 'server_vad' as const }
    await fileIn('new', 'folder', 'settings.json').save(settings)
    expect(await fileIn('new', 'folder', 'settings.json').load()).toEqual({ settings, notice: null })
    expect(readdirSync(join(folder, 'new', 'folder'))).toEqual(['settings.json'])
  })

  it('that lack fields get the defaults for them', async () => {
    write({ version: 2, instructions: 'Be brief.', profiles: [{ id: 'a', kind: 'openai' }], profile: 'a' })
    const { settings, notice } = await fileIn('settings.json').load()
    expect(settings).toEqual({
      ...defaultUserSettings,
      instructions: 'Be brief.',
      profiles: [demoProfile, profileSchema.parse({ id: 'a', kind: 'openai' })],
      profile: 'a',
    })
    expect(notice).toBeNull()
  })

  it.each(['{"voice": "ced', '[]', 'null', '"text"', ''])('that are corrupt (%s) are kept aside', async (text) => {
    write(text)
    const { settings, notice } = await fileIn('settings.json').load()
    expect(settings).toEqual(defaultUserSettings)
    expect(notice).toMatchObject({ code: 'settings.corrupt' })
    const [aside = ''] = readdirSync(folder)
    expect(aside).toBe('settings.json.corrupt-2026-01-01T00-00-00-000Z')
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(text)
    expect(notice?.message).toContain(aside)
    // It is said once: the next time, there is nothing to say.
    expect((await fileIn('settings.json').load()).notice).toBeNull()
  })

  it('of which one is wrong keep the others', async () => {
    write({ version: 2, instructions: 'Be brief.', voiceDetection: { threshold: 'loud' } })
    const { settings, notice } = await fileIn('settings.json').load()
    expect(settings).toEqual({ ...defaultUserSettings, instructions: 'Be brief.' })
    expect(notice?.code).toBe('settings.corrupt')
  })

  it('of a newer Parley are left for it', async () => {
    write({ version: 3, instructions: 'Be brief.' })
    expect(await fileIn('settings.json').load()).toMatchObject({
      settings: defaultUserSettings,
      notice: { code: 'settings.newer' },
    })
    expect(readdirSync(folder)).toEqual(['settings.json.newer'])
  })

  it('that cannot be kept are a failure', async () => {
    write('')
    await expect(fileIn('settings.json', 'below-a-file.json').save(defaultUserSettings)).rejects.toMatchObject({
      error: { code: 'settings.not_saved' },
    })
  })

  it.each([
    [Object.assign(new Error('permission denied'), { code: 'EACCES' }), 'EACCES'],
    [new Failure('export.not_writable', { path: 'x', reason: 'ENOSPC' }), 'ENOSPC'],
    [new Error('whatever'), ''],
  ])('say why they can’t be kept: %s', async (cause, reason) => {
    const path = join(folder, 'settings.json')
    const file = new SettingsFile({ path, clock: new ManualClock(), write: () => Promise.reject(cause) })
    await expect(file.save(defaultUserSettings)).rejects.toMatchObject({ error: { values: { reason } } })
  })
})
