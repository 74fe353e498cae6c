import { computed } from 'vue'
import { knownServers } from '../../../shared/realtime/servers/server-kinds'
import type { OptionalSetting } from '../../../shared/realtime/servers/server-traits'
import { useSettings } from '../stores/settings'

/** What is known of the server in use. */
export function useServerKnowledge() {
  const store = useSettings()
  const kind = computed(() => store.current?.endpoint.kind ?? 'demo')
  const server = computed(() => knownServers[kind.value])
  const knows = (setting: OptionalSetting): boolean => server.value.traits.settings.includes(setting)
  return { kind, server, knows }
}
