import { describe, expect, it } from 'vitest'
import { settingsChangeSchema, settingsSchema } from './settings'

describe('a change of settings', () => {
  it('holds what was named and nothing else', () => {
    expect(settingsChangeSchema.parse({ instructions: 'Be brief.' })).toEqual({ instructions: 'Be brief.' })
    expect(settingsChangeSchema.parse({})).toEqual({})
  })

  it('can change everything that can be set', () => {
    expect(Object.keys(settingsChangeSchema.shape)).toEqual(Object.keys(settingsSchema.shape))
  })
})
