import { describe, expect, it } from 'vitest'
import type { ClientEvent } from '../../shared/realtime/client-events'
import { SentRequests } from './sent-requests'

const commit: ClientEvent = { type: 'input_audio_buffer.commit' }
const create: ClientEvent = { type: 'response.create', event_id: 'request_1' }
const refusal = (event_id?: string) => ({ message: 'No.', event_id })

describe('what was sent', () => {
  it('has an identifier, which an error may name once', () => {
    const requests = new SentRequests()
    const sent = requests.add(commit)
    expect(requests.add(create)).toEqual(create)
    expect(requests.refusedBy(refusal(sent.event_id))).toEqual(sent)
    expect(requests.refusedBy(refusal(sent.event_id))).toBeNull()
  })

  it('is the cause of an error without identifier if it is the only open request', () => {
    const requests = new SentRequests()
    requests.add(commit)
    requests.add(create)
    expect(requests.refusedBy(refusal())).toBeNull()
    requests.confirm({ type: 'input_audio_buffer.committed' })
    expect(requests.refusedBy(refusal())).toEqual(create)
  })

  it('is settled by the confirmation of a later request', () => {
    const requests = new SentRequests()
    requests.add(commit)
    requests.add(create)
    requests.confirm({ type: 'response.created', response: {} })
    expect(requests.refusedBy(refusal())).toBeNull()
  })

  it('stays bounded if the server confirms nothing', () => {
    const requests = new SentRequests()
    const first = requests.add(commit)
    for (let count = 0; count < 100; count++) requests.add(commit)
    expect(requests.refusedBy(refusal(first.event_id))).toBeNull()
  })
})
