import type { Assistant } from '../../assistant/assistant'
import type { Handlers, RequestsOf } from './handlers'

export const settingsHandlers = (
  assistant: Assistant,
): Handlers<RequestsOf<'settings' | 'keys' | 'endpoint' | 'devices'>> => ({
  'settings.change': (change) => assistant.changeSettings(change),
  'keys.save': ({ profile, key }) => assistant.saveKey(profile, key),
  'keys.remove': ({ id }) => assistant.removeKey(id),
  'endpoint.test': ({ profile }) => assistant.testEndpoint(profile),
  'devices.list': () => assistant.devices(),
})
