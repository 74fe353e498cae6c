import { z } from 'zod'
import { serverKinds } from './realtime/servers/server-kinds'

const authentications = ['usual', 'bearer', 'api-key', 'basic', 'header', 'none'] as const

/** How many profiles a user can keep. */
export const MAX_PROFILES = 50

/** A server that the user has set up. Its key is kept apart, under the profile's identifier. */
export const profileSchema = z.object({
  id: z.string().min(1).max(100),
  /** The user's own name for it; empty for the server's. */
  name: z.string().max(100).default(''),
  kind: z.enum(serverKinds),
  /** The host, or the whole address, where the kind alone doesn't say where the server is. */
  address: z.string().max(2000).default(''),
  dialect: z.enum(['auto', 'ga', 'beta']).default('auto'),
  /** `usual`: as servers of this kind have it; `header`: the key alone, in the header that `header` names. */
  authentication: z.enum(authentications).default('usual'),
  header: z.string().max(100).default(''),
  /** Empty where the server has only one. */
  model: z.string().max(200).default(''),
  /** Empty for the server's own. */
  voice: z.string().max(100).default(''),
  /** The model that transcribes the user's speech; null for the server's usual one, `off` for none. */
  transcription: z.string().min(1).max(200).nullable().default(null),
  /** The address to which the user agreed to send the key without encryption; empty for none. */
  unencryptedAddress: z.string().max(2000).default(''),
})
export type Profile = z.infer<typeof profileSchema>

/** The profile of the built-in server, which is always there. */
export const demoProfile: Profile = profileSchema.parse({ id: 'demo', kind: 'demo', model: 'gpt-realtime-2.1' })

/** Profiles in the user's order, the demo among them; of several with one identifier, only the first counts. */
export const profilesSchema = z.array(profileSchema).max(MAX_PROFILES).transform(withDemo)

function withDemo(given: readonly Profile[]): Profile[] {
  const unique = given.filter(({ id }, index) => given.findIndex((other) => other.id === id) === index)
  const others = unique.filter(({ id, kind }) => id !== demoProfile.id && kind !== 'demo')
  const demo = unique.find(({ id, kind }) => id === demoProfile.id && kind === 'demo')
  return [demo ?? demoProfile, ...others].slice(0, MAX_PROFILES)
}

/** Returns the profile that sessions use: the demo where the chosen one is gone. */
export const profileInUse = (settings: { readonly profiles: readonly Profile[]; readonly profile: string }): Profile =>
  settings.profiles.find(({ id }) => id === settings.profile) ?? demoProfile
