import type { Assistant } from '../../assistant/assistant'
import type { Handlers, RequestsOf } from './handlers'

export const settingsHandlers = (
  assistant: Assistant,
): Handlers<RequestsOf<'settings' | 'keys' | 'endpoint' | 'devices'>> => ({
  'settings.change': (change) => assistant.changeSettings(change),
  'keys.save': ({ endpoint, key }) => assistant.saveKey(endpoint, key),
  'keys.remove': ({ kind }) => assistant.removeKey(kind),
  'endpoint.test': ({ endpoint }) => assistant.testEndpoint(endpoint),
  'devices.list': () => assistant.devices(),
})
