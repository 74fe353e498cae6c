import type { Profile } from './profiles'
import { serverProfile } from './realtime/endpoints'

/** Returns what a profile is called: the user's own name for it, or else the server's, or else its host. */
export const profileName = ({ name, kind, address }: Profile): string =>
  name.trim() || serverProfile(kind, address).name
