import { defineStore } from 'pinia'
import { computed } from 'vue'
import { demoProfile, type Profile, profileInUse, profileSchema } from '../../../shared/profiles'
import { profileName } from '../../../shared/profile-name'
import { knownServers, needsAddress, serverKinds } from '../../../shared/realtime/servers/server-kinds'
import type { ServerAbilities } from '../../../shared/realtime/server-abilities'
import { request } from '../ipc'
import { useSettings } from './settings'

export type { Profile, ServerAbilities }
export type ServerKind = Profile['kind']
export { knownServers, needsAddress, profileName, serverKinds }

/** The servers that the user has set up. */
export const useProfiles = defineStore('profiles', () => {
  const settings = useSettings()
  const all = computed<readonly Profile[]>(() => settings.current?.profiles ?? [demoProfile])
  const inUse = computed<Profile>(() => (settings.current ? profileInUse(settings.current) : demoProfile))

  const isKept = (id: string): boolean => all.value.some((profile) => profile.id === id)
  const hasKey = (id: string): boolean => settings.keys.includes(id)

  /** Returns a profile that is not kept yet. */
  function create(kind: ServerKind): Profile {
    // The first version kept the keys to these two under their kinds: they are found again.
    const hadKey = (kind === 'openai' || kind === 'azure') && !isKept(kind)
    return profileSchema.parse({
      id: hadKey ? kind : crypto.randomUUID(),
      kind,
      model: knownServers[kind].models[0] ?? '',
    })
  }

  /** Keeps a profile, in the place of the one with its identifier if there is one. */
  const keep = (profile: Profile, use: boolean): Promise<void> =>
    settings.change({
      profiles: isKept(profile.id)
        ? all.value.map((other) => (other.id === profile.id ? profile : other))
        : [...all.value, profile],
      ...(use ? { profile: profile.id } : {}),
    })

  const use = (id: string): Promise<void> => settings.change({ profile: id })

  /** Removes a profile and its key; the demo takes its place where it is in use. */
  async function remove(id: string): Promise<void> {
    await settings.change({
      profiles: all.value.filter((profile) => profile.id !== id),
      ...(inUse.value.id === id ? { profile: demoProfile.id } : {}),
    })
    settings.forgetKey(id)
  }

  const test = (profile: Profile): Promise<ServerAbilities> => request('endpoint.test', { profile })

  /** Tries a key, and keeps it when the server takes it. */
  async function saveKey(profile: Profile, key: string): Promise<ServerAbilities> {
    const abilities = await request('keys.save', { profile, key })
    settings.noteKey(profile.id)
    return abilities
  }

  async function removeKey(id: string): Promise<void> {
    await request('keys.remove', { id })
    settings.forgetKey(id)
  }

  return { all, inUse, isKept, hasKey, create, keep, use, remove, test, saveKey, removeKey }
})
