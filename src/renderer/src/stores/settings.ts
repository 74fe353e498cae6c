import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type {
  AppSnapshot,
  AudioDeviceSummary,
  Diagnostics,
  ExportOutcome,
  HotkeyStatus,
} from '../../../shared/ipc/contract'
import type { Settings, SettingsChange } from '../../../shared/settings'
import { errorOf, request } from '../ipc'

export type { AudioDeviceSummary, Diagnostics, HotkeyStatus, Settings }
export { errorOf }

/** The settings as the main side has them, or will have them; null until it has told. */
export const useSettings = defineStore('settings', () => {
  const told = shallowRef<Settings | null>(null)
  /** Changes that the main side was asked for and has not answered: they show at once. */
  const wishes = shallowRef<readonly SettingsChange[]>([])
  let asked = 0
  const current = computed<Settings | null>(() =>
    wishes.value.reduce<Settings | null>((settings, wish) => settings && { ...settings, ...wish }, told.value),
  )
  /** The identifiers of the profiles for which a key is kept. */
  const keys = ref<readonly string[]>([])
  const keyProtection = ref<AppSnapshot['keyProtection']>('memory')

  const hotkey = shallowRef<HotkeyStatus>({ kind: 'unavailable' })

  const hasAnyKey = computed(() => keys.value.length > 0)

  function replace(settings: Settings): void {
    told.value = settings
  }

  function replaceKeyProtection(protection: AppSnapshot['keyProtection']): void {
    keyProtection.value = protection
  }

  function replaceKeys(profiles: readonly string[]): void {
    keys.value = profiles
  }

  function forgetKey(profile: string): void {
    keys.value = keys.value.filter((other) => other !== profile)
  }

  function noteKey(profile: string): void {
    keys.value = [...keys.value.filter((other) => other !== profile), profile]
  }

  function replaceHotkey(status: HotkeyStatus): void {
    hotkey.value = status
  }

  async function change(wish: SettingsChange): Promise<void> {
    const question = ++asked
    wishes.value = [...wishes.value, wish]
    try {
      const answer = await request('settings.change', wish)
      if (question === asked) replace(answer) // else a later one is on its way
    } finally {
      wishes.value = wishes.value.filter((other) => other !== wish)
    }
  }

  /** Puts another hotkey into force, or none. */
  const chooseHotkey = (accelerator: string | null): Promise<undefined> =>
    request('hotkey.choose', { hotkey: accelerator })
  const pauseHotkey = (paused: boolean): Promise<undefined> => request('hotkey.pause', { paused })
  const askHotkeyPermission = (): Promise<undefined> => request('hotkey.askPermission')

  const listDevices = (): Promise<readonly AudioDeviceSummary[]> => request('devices.list')
  const readDiagnostics = (): Promise<Diagnostics> => request('diagnostics.read')
  const saveBugReport = (): Promise<ExportOutcome> => request('diagnostics.report')
  const openLink = (url: string): Promise<undefined> => request('links.open', { url })

  return {
    current,
    keys,
    keyProtection,
    hotkey,
    hasAnyKey,
    replace,
    replaceKeys,
    noteKey,
    forgetKey,
    replaceKeyProtection,
    replaceHotkey,
    change,
    chooseHotkey,
    pauseHotkey,
    askHotkeyPermission,
    listDevices,
    readDiagnostics,
    saveBugReport,
    openLink,
  }
})
