import type { Assistant } from '../../assistant/assistant'
import type { Handlers, RequestsOf } from './handlers'

export const sessionHandlers = (assistant: Assistant): Handlers<RequestsOf<'session'>> => ({
  'session.start': () => assistant.start(),
  'session.stop': () => assistant.stop(),
  'session.interrupt': () => assistant.interrupt(),
  'session.retry': () => assistant.retry(),
  'session.mute': ({ muted }) => assistant.mute(muted),
  'session.changeMode': ({ mode }) => assistant.changeMode(mode),
  'session.type': ({ text }) => assistant.type(text),
})
