import { describe, expect, it } from 'vitest'
import { Conversation } from '../../../shared/conversation/conversation'
import type { NoticeItem } from '../../../shared/conversation/item'
import { serverRefusal } from '../../../shared/realtime/server-refusal'
import { isSameTrouble } from './same-trouble'

const line = (code: string): NoticeItem => ({
  kind: 'notice',
  id: 'line',
  at: null,
  status: 'completed',
  level: 'error',
  code,
  text: '',
})
const ending = (code: string) => ({ code, message: '', hint: '', displayable: true })

describe('a line about the end of the session', () => {
  it('is the one with the same code', () => {
    expect(isSameTrouble(line('network.lost'), ending('network.lost'))).toBe(true)
    expect(isSameTrouble(line('network.slow'), ending('network.lost'))).toBe(false)
    expect(isSameTrouble({ ...line('network.lost'), level: 'info' }, ending('network.lost'))).toBe(false)
  })

  it.each([{ code: 'insufficient_quota', message: 'No money.' }, { message: '' }])(
    'is also the server’s own error: %j',
    (error) => {
      const conversation = new Conversation()
      conversation.apply({ type: 'error', error })
      const [item] = conversation.snapshot()
      expect(item?.kind === 'notice' && isSameTrouble(item, serverRefusal(error))).toBe(true)
    },
  )
})
