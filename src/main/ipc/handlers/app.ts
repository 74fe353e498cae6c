import type { Assistant } from '../../assistant/assistant'
import type { Handlers, RequestsOf } from './handlers'

export const appHandlers = (assistant: Assistant): Handlers<RequestsOf<'app' | 'diagnostics' | 'links'>> => ({
  'app.snapshot': () => assistant.snapshot(),
  'diagnostics.read': () => assistant.diagnostics(),
  'diagnostics.report': () => assistant.saveBugReport(),
  'links.open': ({ url }) => assistant.openLink(url),
})
