import { z } from 'zod'
import { demoProfile, type Profile, profileSchema } from '../../shared/profiles'
import { serverKinds } from '../../shared/realtime/servers/server-kinds'

/** The number in files that are written today; a file with a higher number is from a newer Parley. */
export const SETTINGS_VERSION = 2

type Fields = Readonly<Record<string, unknown>>

/** Returns the fields of a settings file as today's version has them; fields that make no sense are left as they are. */
export function migrateSettings(fields: Fields): Fields {
  const { version = 1 } = fields
  return version === 1 && !('profiles' in fields) ? withProfiles(fields) : fields
}

const firstEndpoint = z.object({
  kind: z.enum(serverKinds).default('demo'),
  address: z.string().default(''),
  dialect: z.enum(['auto', 'ga', 'beta']).default('auto'),
})

/**
 * Version 1 had one endpoint, with its model and its voice beside it, and a key for each kind. The endpoint becomes the
 * profile in use. Keys are found again because profiles have the old kinds as identifiers; OpenAI gets a profile in any
 * case, as a key of it may be kept.
 */
function withProfiles({ endpoint = {}, model, voice, ...others }: Fields): Fields {
  const found = firstEndpoint.safeParse(endpoint)
  if (!found.success) return { ...others, profiles: endpoint } // is reported as unreadable
  const { kind, address, dialect } = found.data
  // Every file named a voice, and this one by itself; OpenAI's voice is the same, and other servers don't know it.
  const named = { model: model ?? demoProfile.model, voice: voice === 'marin' ? '' : voice }
  const used = { ...named, id: kind, kind, address, dialect: kind === 'custom' ? dialect : 'auto' }
  const openAi: Profile = profileSchema.parse({ id: 'openai', kind: 'openai', model: demoProfile.model })
  const profiles = [used, ...(kind === 'openai' ? [] : [openAi])]
  return { ...others, profiles, profile: kind }
}
