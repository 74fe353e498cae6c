import type { Assistant } from '../../assistant/assistant'
import type { Handlers, RequestsOf } from './handlers'

export const audioHandlers = (assistant: Assistant): Handlers<RequestsOf<'audio'>> => ({
  'audio.test': () => assistant.testDevices(),
  'audio.stopTest': () => assistant.stopDeviceTest(),
})
