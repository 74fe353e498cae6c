import { expect, it } from 'vitest'
import { profileName } from './profile-name'
import { profileSchema } from './profiles'

it.each([
  [{ kind: 'xai', name: ' Work ' }, 'Work'],
  [{ kind: 'xai' }, 'xAI'],
  [{ kind: 'custom', address: 'ws://me:secret@voice.example:8080/v1' }, 'voice.example:8080'],
])('%j is called %s', (own, name) => {
  expect(profileName(profileSchema.parse({ id: 'a', ...own }))).toBe(name)
})
