import { demoProfile, type Profile, profileSchema } from '../../src/shared/profiles'
import { defaultUserSettings, type Settings } from '../../src/shared/settings'

/** A profile with what a test names; the rest is as in a new one. */
export const profileWith = (own: Partial<Profile>): Profile =>
  profileSchema.parse({ id: 'tested', kind: 'custom', ...own })

/** The change of settings that puts a profile into use, beside the demo. */
export const using = (profile: Profile): Pick<Settings, 'profiles' | 'profile'> => ({
  profiles: profile.id === demoProfile.id ? [profile] : [demoProfile, profile],
  profile: profile.id,
})

/** The default settings with a profile in use. */
export const settingsUsing = (profile: Profile): Settings => ({ ...defaultUserSettings, ...using(profile) })
