import { describe, expect, it } from 'vitest'
import type { ClientEvent } from '../../shared/realtime/client-events'
import { SentRequests } from './sent-requests'

const commit: ClientEvent = { type: 'input_audio_buffer.commit' }
const create: ClientEvent = { type: 'response.create', event_id: 'request_1' }
const refusal = (event_id?: string) => ({ message: 'No.', event_id })

describe('what was sent', () => {
  it('has an identifier of its own, by which an error names it, once', () => {
    const requests = new SentRequests()
    const sent = requests.add(commit)
    expect(requests.add(create)).toEqual(create)
    expect(requests.refusedBy(refusal(sent.event_id))).toEqual(sent)
    expect(requests.refusedBy(refusal(sent.event_id))).toBeNull()
  })

  it('is what an error without a name is about, if it is all that is open', () => {
    const requests = new SentRequests()
    requests.add(commit)
    requests.add(create)
    expect(requests.refusedBy(refusal())).toBeNull()
    requests.confirm({ type: 'input_audio_buffer.committed' })
    expect(requests.refusedBy(refusal())).toEqual(create)
  })

  it('is settled by the confirmation of what was sent after it', () => {
    const requests = new SentRequests()
    requests.add(commit)
    requests.add(create)
    requests.confirm({ type: 'response.created', response: {} })
    expect(requests.refusedBy(refusal())).toBeNull()
  })

  it('does not grow with a server that confirms nothing', () => {
    const requests = new SentRequests()
    const first = requests.add(commit)
    for (let count = 0; count < 100; count++) requests.add(commit)
    expect(requests.refusedBy(refusal(first.event_id))).toBeNull()
  })
})
