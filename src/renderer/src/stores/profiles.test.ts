import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { demoProfile, type Profile, profileSchema } from '../../../shared/profiles'
import { defaultUserSettings, type Settings, type SettingsChange } from '../../../shared/settings'

const xai = profileSchema.parse({ id: 'a', kind: 'xai' })

/** What these tests use of the stores. */
interface ProfilesStore {
  readonly all: readonly Profile[]
  readonly inUse: Profile
  hasKey(id: string): boolean
  create(kind: Profile['kind']): Profile
  keep(profile: Profile, use: boolean): Promise<void>
  remove(id: string): Promise<void>
  saveKey(profile: Profile, key: string): Promise<unknown>
}

interface SettingsStore {
  replace(settings: Settings): void
  replaceKeys(profiles: readonly string[]): void
}

describe('the window’s servers', () => {
  let asked: { readonly name: string; readonly input: unknown }[]
  let current: Settings

  async function stores() {
    // At run time, since the window's modules are written for the DOM, which tests are compiled without.
    const { useProfiles } = await vi.importActual<{ useProfiles: () => ProfilesStore }>('./profiles')
    const { useSettings } = await vi.importActual<{ useSettings: () => SettingsStore }>('./settings')
    const settings = useSettings()
    settings.replace(current)
    return { profiles: useProfiles(), settings }
  }

  beforeEach(() => {
    asked = []
    current = { ...defaultUserSettings, profiles: [demoProfile, xai], profile: 'a' }
    const invoke = (name: string, input: unknown): Promise<unknown> => {
      asked.push({ name, input })
      if (name === 'settings.change') current = { ...current, ...(input as SettingsChange) }
      return Promise.resolve({ ok: true, value: name === 'settings.change' ? current : undefined })
    }
    vi.stubGlobal('window', { parley: { invoke } })
    setActivePinia(createPinia())
  })

  afterEach(() => vi.unstubAllGlobals())

  const ids = (all: readonly Profile[]): string[] => all.map(({ id }) => id)

  it('are kept in their place, or at the end', async () => {
    const { profiles } = await stores()
    const added = profiles.create('localai')
    await profiles.keep(added, true)
    await profiles.keep({ ...xai, name: 'Work' }, false)
    expect(ids(profiles.all)).toEqual(['demo', 'a', added.id])
    expect(profiles.all[1]?.name).toBe('Work')
    expect(profiles.inUse.id).toBe(added.id)
  })

  it('make room for the demo when the one in use is removed, with its key', async () => {
    const { profiles, settings } = await stores()
    settings.replaceKeys(['a'])
    await profiles.remove('a')
    expect(ids(profiles.all)).toEqual(['demo'])
    expect(profiles.inUse).toEqual(demoProfile)
    expect(profiles.hasKey('a')).toBe(false)
  })

  it('find a key of the first version again, once', async () => {
    const { profiles } = await stores()
    const first = profiles.create('openai')
    expect(first).toMatchObject({ id: 'openai', model: 'gpt-realtime-2.1' })
    await profiles.keep(first, false)
    expect(profiles.create('openai').id).not.toBe('openai')
    expect(profiles.create('custom').id).not.toBe('custom')
  })

  it('remember that a key was kept only when the server took it', async () => {
    const { profiles } = await stores()
    expect(profiles.hasKey('a')).toBe(false)
    await profiles.saveKey(xai, 'key')
    expect(asked).toEqual([{ name: 'keys.save', input: { profile: xai, key: 'key' } }])
    expect(profiles.hasKey('a')).toBe(true)
  })
})
