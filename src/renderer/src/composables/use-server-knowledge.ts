import { useProfiles } from '../stores/profiles'
import { knownServers } from '../../../shared/realtime/servers/server-kinds'
import type { OptionalSetting } from '../../../shared/realtime/servers/server-traits'

/** What is known of the server in use. */
export function useServerKnowledge() {
  const profiles = useProfiles()
  const knows = (setting: OptionalSetting): boolean =>
    knownServers[profiles.inUse.kind].traits.settings.includes(setting)
  return { knows }
}
