import type { Assistant } from '../../assistant/assistant'
import type { Handlers, RequestsOf } from './handlers'

export const conversationHandlers = (assistant: Assistant): Handlers<RequestsOf<'conversation' | 'draft'>> => ({
  'conversation.new': ({ offTheRecord }) => assistant.newConversation(offTheRecord),
  'conversation.open': ({ id }) => assistant.openConversation(id),
  'conversation.continue': ({ id }) => assistant.continueConversation(id),
  'conversation.removeItem': ({ id }) => assistant.removeItem(id),
  'draft.keep': ({ text }) => assistant.keepDraft(text),
})
