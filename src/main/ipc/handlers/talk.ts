import type { Assistant } from '../../assistant/assistant'
import type { Handlers, RequestsOf } from './handlers'

export const talkHandlers = ({ talkKey }: Assistant): Handlers<RequestsOf<'talk'>> => ({
  'talk.down': ({ at }) => talkKey.down('window', at),
  'talk.up': ({ at }) => talkKey.up('window', at),
  'talk.tap': () => talkKey.tap('window'),
  'talk.lose': () => talkKey.lose('window'),
  'talk.cancel': () => talkKey.cancel(),
})
