import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultUserSettings, type Settings, type SettingsChange } from '../../../shared/settings'

/** What these tests use of the store. */
interface SettingsStore {
  readonly current: Settings | null
  replace(settings: Settings): void
  change(wish: SettingsChange): Promise<void>
}

interface Question {
  readonly input: SettingsChange
  readonly answer: (value: Settings) => void
  readonly refuse: () => void
}

const { audio } = defaultUserSettings
const settingsWith = (change: Partial<Settings['audio']>): Settings => ({
  ...defaultUserSettings,
  audio: { ...audio, ...change },
})

describe('the window’s copy of the settings', () => {
  const questions: Question[] = []
  let store: SettingsStore

  /** Changes some of the sound, as the settings' view does: the whole group, as it is shown. */
  const change = (some: Partial<Settings['audio']>): Promise<void> =>
    store.change({ audio: { ...(store.current?.audio ?? audio), ...some } })

  beforeEach(async () => {
    questions.length = 0
    const invoke = (_name: string, input: SettingsChange): Promise<unknown> =>
      new Promise((resolve) =>
        questions.push({
          input,
          answer: (value) => resolve({ ok: true, value }),
          refuse: () => resolve({ ok: false, error: { code: 'test', message: 'No', hint: '', displayable: true } }),
        }),
      )
    vi.stubGlobal('window', { parley: { invoke } })
    setActivePinia(createPinia())
    // At run time, since the window's modules are written for the DOM, which tests are compiled without.
    const { useSettings } = await vi.importActual<{ useSettings: () => SettingsStore }>('./settings')
    store = useSettings()
    store.replace(defaultUserSettings)
  })
  afterEach(() => vi.unstubAllGlobals())

  it('shows a change at once, so that the next one does not undo it', async () => {
    const first = change({ noiseSuppression: true })
    expect(store.current).toEqual(settingsWith({ noiseSuppression: true }))
    const second = change({ volume: 0.5 })
    expect(questions[1]?.input).toEqual({ audio: { ...audio, noiseSuppression: true, volume: 0.5 } })

    store.replace(settingsWith({ noiseSuppression: true })) // the main side tells of the first
    expect(store.current).toEqual(settingsWith({ noiseSuppression: true, volume: 0.5 }))
    questions[1]?.answer(settingsWith({ noiseSuppression: true, volume: 0.5 }))
    await second
    questions[0]?.answer(settingsWith({ noiseSuppression: true })) // late, and overtaken
    await first
    expect(store.current).toEqual(settingsWith({ noiseSuppression: true, volume: 0.5 }))
  })

  it('takes back a change that fails', async () => {
    const refused = change({ volume: 0.5 })
    questions[0]?.refuse()
    await expect(refused).rejects.toMatchObject({ error: { code: 'test' } })
    expect(store.current).toEqual(defaultUserSettings)
  })

  it('shows what is told of it from elsewhere', () => {
    store.replace(settingsWith({ volume: 0.2 }))
    expect(store.current?.audio.volume).toBe(0.2)
  })
})
