import type { Assistant } from '../../assistant/assistant'
import type { Handlers, RequestsOf } from './handlers'

export const talkHandlers = ({ talkKey }: Assistant): Handlers<RequestsOf<'talk'>> => ({
  'talk.down': () => talkKey.down('window'),
  'talk.up': () => talkKey.up('window'),
  'talk.tap': () => talkKey.tap('window'),
  'talk.lose': () => talkKey.lose('window'),
  'talk.cancel': () => talkKey.cancel(),
})
