import { describe, expect, it } from 'vitest'
import { ScriptedSession } from '../../../test/support/scripted-session'
import { Conversation } from '../../shared/conversation/conversation'
import { messageText } from '../../shared/conversation/item'
import type { ServerEvent } from '../../shared/realtime/server-events'

/** What a server says that numbers its items anew for every connection. */
const answer = (text: string): readonly ServerEvent[] => [
  { type: 'response.created', event_id: 'event_1', response: { id: 'resp_1' } },
  {
    type: 'response.output_audio.delta',
    event_id: 'event_2',
    response_id: 'resp_1',
    output_index: 0,
    item_id: 'msg_1',
    content_index: 0,
    delta: 'AAAAAAAA',
  },
  {
    type: 'response.output_audio_transcript.delta',
    event_id: 'event_3',
    response_id: 'resp_1',
    output_index: 0,
    item_id: 'msg_1',
    content_index: 0,
    delta: text,
  },
  {
    type: 'response.done',
    event_id: 'event_4',
    response: { id: 'resp_1', status: 'completed', output: [{ id: 'msg_1' }], usage: { total_tokens: 5 } },
  },
]

/** Types a turn into a new session of a conversation. */
function ask(conversation: Conversation, question: string, reply: string): ScriptedSession {
  const session = ScriptedSession.open({ mode: 'ptt' }, conversation)
  session.service.type(question)
  for (const event of answer(reply)) session.hear(event)
  return session
}

const said = (conversation: Conversation) =>
  conversation.snapshot().flatMap((item) => (item.kind === 'message' ? [[item.status, messageText(item)]] : []))

describe('identifiers that restart with every connection', () => {
  it('name different items: nothing of the previous session is overwritten', async () => {
    const conversation = new Conversation()
    const first = ask(conversation, 'One?', 'First.')
    await first.service.stop()
    ask(conversation, 'Two?', 'Second.')
    expect(said(conversation)).toEqual([
      ['completed', 'One?'],
      ['completed', 'First.'],
      ['completed', 'Two?'],
      ['completed', 'Second.'],
    ])
    expect(conversation.usage.total).toBe(10)
  })

  it("are the server's own in what is sent to it", async () => {
    const conversation = new Conversation()
    await ask(conversation, 'One?', 'First.').service.stop()
    const second = ask(conversation, 'Two?', 'Second.')
    const ours = second.played.at(-1) ?? ''
    expect(ours).not.toBe('msg_1')
    second.interrupted = [
      { itemId: ours, contentIndex: 0, playedSamples: 2_400, receivedSamples: 4_800, complete: false },
    ]
    second.service.post({ type: 'interrupt' })
    await second.service.settled()
    expect(second.last('conversation.item.truncate')).toMatchObject({ item_id: 'msg_1', audio_end_ms: 100 })
  })

  it("of replayed items never collide with the server's own", async () => {
    const conversation = new Conversation()
    await ask(conversation, 'One?', 'First.').service.stop()
    const second = ScriptedSession.open({ mode: 'text' }, conversation)
    const told = second.sent.flatMap((event) =>
      event !== 'append' && event.type === 'conversation.item.create' ? [event.item.id] : [],
    )
    expect(told).toEqual(['told_1', 'told_2'])
    for (const id of told) second.hear({ type: 'conversation.item.added', item: { id, type: 'message' } })
    expect(said(conversation)).toHaveLength(2)
    second.service.post({ type: 'delete_item', itemId: 'msg_1' })
    expect(second.last('conversation.item.delete')?.item_id).toBe('told_2')
  })
})
