import { describe, expect, it } from 'vitest'
import { demoProfile, MAX_PROFILES, profileInUse, profileSchema, profilesSchema } from './profiles'

const xai = profileSchema.parse({ id: 'a', kind: 'xai' })
const custom = profileSchema.parse({ id: 'b', kind: 'custom', address: 'ws://127.0.0.1:9' })

describe('profilesSchema', () => {
  it('adds the demo where it is missing, and keeps the order of the others', () => {
    expect(profilesSchema.parse([custom, xai])).toEqual([demoProfile, custom, xai])
  })

  it('keeps what was changed of the demo', () => {
    const demo = { ...demoProfile, voice: 'cedar' }
    expect(profilesSchema.parse([xai, demo])).toEqual([demo, xai])
  })

  it('has one profile for each identifier, and no second demo', () => {
    const others = [
      { ...custom, id: 'a' },
      { ...demoProfile, id: 'c' },
      { ...custom, id: 'demo' },
    ]
    expect(profilesSchema.parse([xai, ...others])).toEqual([demoProfile, xai])
  })

  it('refuses more than can be kept', () => {
    const many = Array.from({ length: MAX_PROFILES + 1 }, (_, index) => ({ ...xai, id: `${index}` }))
    expect(profilesSchema.safeParse(many).success).toBe(false)
  })
})

describe('profileInUse', () => {
  it('is the one that was chosen', () => {
    expect(profileInUse({ profiles: [demoProfile, xai], profile: 'a' })).toBe(xai)
  })

  it('is the demo where that one is gone', () => {
    expect(profileInUse({ profiles: [demoProfile, xai], profile: 'b' })).toBe(demoProfile)
  })
})
