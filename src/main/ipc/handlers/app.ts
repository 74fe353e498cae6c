import type { Assistant } from '../../assistant/assistant'
import type { Handlers, RequestsOf } from './handlers'

export const appHandlers = (assistant: Assistant): Handlers<RequestsOf<'app' | 'diagnostics' | 'links'>> => ({
  'app.snapshot': () => assistant.snapshot(),
  'diagnostics.read': () => assistant.diagnostics(),
  'diagnostics.report': () => assistant.saveBugReport(),
  'diagnostics.startRecording': ({ withAudio }) => assistant.eventRecording.start(withAudio),
  'diagnostics.stopRecording': () => assistant.eventRecording.stop(),
  'diagnostics.saveRecording': () => assistant.eventRecording.save(),
  'diagnostics.removeRecording': () => assistant.eventRecording.remove(),
  'links.open': ({ url }) => assistant.openLink(url),
})
