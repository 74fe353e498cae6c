import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { AudioDeviceSummary, Diagnostics, HotkeyStatus } from '../../../shared/ipc/contract'
import type { Settings, SettingsChange } from '../../../shared/settings'
import { errorOf, request } from '../ipc'

export type Endpoint = Settings['endpoint']
export type EndpointKind = Endpoint['kind']
export type { AudioDeviceSummary, Diagnostics, HotkeyStatus, Settings }
export { errorOf }

/** The settings as the main side has them; null until it has told. */
export const useSettings = defineStore('settings', () => {
  const current = shallowRef<Settings | null>(null)
  /** For which kinds of endpoint a key is kept. */
  const keys = ref<readonly EndpointKind[]>([])

  const hotkey = shallowRef<HotkeyStatus>({ kind: 'unavailable' })

  const hasAnyKey = computed(() => keys.value.length > 0)

  function replace(settings: Settings): void {
    current.value = settings
  }

  function replaceKeys(kinds: readonly EndpointKind[]): void {
    keys.value = kinds
  }

  function replaceHotkey(status: HotkeyStatus): void {
    hotkey.value = status
  }

  async function change(change: SettingsChange): Promise<void> {
    replace(await request('settings.change', change))
  }

  /** Tries a key and keeps it when the server takes it. */
  async function saveKey(endpoint: Endpoint, key: string): Promise<void> {
    await request('keys.save', { endpoint, key })
    keys.value = [...keys.value.filter((kind) => kind !== endpoint.kind), endpoint.kind]
  }

  async function removeKey(kind: EndpointKind): Promise<void> {
    await request('keys.remove', { kind })
    keys.value = keys.value.filter((other) => other !== kind)
  }

  const testEndpoint = (endpoint: Endpoint): Promise<undefined> => request('endpoint.test', { endpoint })
  const listDevices = (): Promise<readonly AudioDeviceSummary[]> => request('devices.list')
  const readDiagnostics = (): Promise<Diagnostics> => request('diagnostics.read')
  const openLink = (url: string): Promise<undefined> => request('links.open', { url })

  return {
    current,
    keys,
    hotkey,
    hasAnyKey,
    replace,
    replaceKeys,
    replaceHotkey,
    change,
    saveKey,
    removeKey,
    testEndpoint,
    listDevices,
    readDiagnostics,
    openLink,
  }
})
