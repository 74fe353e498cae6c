import type { Assistant } from '../../assistant/assistant'
import type { Handlers, RequestsOf } from './handlers'

export const conversationHandlers = (assistant: Assistant): Handlers<RequestsOf<'conversation' | 'draft'>> => ({
  'conversation.new': () => assistant.newConversation(),
  'conversation.open': ({ id }) => assistant.openConversation(id),
  'draft.keep': ({ text }) => assistant.keepDraft(text),
  'conversation.removeItem': ({ id }) => assistant.removeItem(id),
  'conversation.export': ({ format }) => assistant.export(format),
})
