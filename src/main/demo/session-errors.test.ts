import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOnly, typed, useDemoServers } from '../../../test/support/demo-server'

const { connect } = useDemoServers()

describe('what the server can’t use', () => {
  const withId = { event_id: 'mine' }

  it.each<[object, string, string | null]>([
    [{}, 'invalid_event', null],
    [{ type: 7 }, 'invalid_event', null],
    [{ type: 'session.explode' }, 'invalid_value', 'type'],
    [{ type: 'output_audio_buffer.clear' }, 'invalid_value', 'type'],
    [{ type: 'session.update' }, 'missing_required_parameter', 'session'],
    [{ type: 'session.update', session: {} }, 'missing_required_parameter', 'session.type'],
    [{ type: 'session.update', session: { type: 'realtime', mood: 1 } }, 'unknown_parameter', 'session.mood'],
    [{ type: 'input_audio_buffer.append' }, 'missing_required_parameter', 'audio'],
    [{ type: 'input_audio_buffer.append', audio: 5 }, 'invalid_type', 'audio'],
    [{ type: 'input_audio_buffer.append', audio: '~~~~' }, 'invalid_value', 'audio'],
    [{ type: 'input_audio_buffer.commit' }, 'input_audio_buffer_commit_empty', null],
    [{ type: 'conversation.item.create', item: { type: 'riddle' } }, 'invalid_value', 'item.type'],
    [{ ...typed('hi'), previous_item_id: 'nowhere' }, 'item_create_invalid_previous_item_id', 'previous_item_id'],
    [{ type: 'conversation.item.delete', item_id: 'x' }, 'item_delete_invalid_item_id', null],
    [{ type: 'conversation.item.retrieve', item_id: 'x' }, 'item_retrieve_invalid_item_id', null],
    [
      { type: 'conversation.item.truncate', item_id: 'x', content_index: 0, audio_end_ms: 0 },
      'item_truncate_invalid_item_id',
      null,
    ],
    [
      { type: 'conversation.item.truncate', item_id: 'x', content_index: 0, audio_end_ms: 0.5 },
      'invalid_type',
      'audio_end_ms',
    ],
    [{ type: 'response.cancel' }, 'response_cancel_not_active', null],
    [{ type: 'response.create', response: { output_modalities: [] } }, 'invalid_value', 'response.output_modalities'],
    [
      { type: 'response.create', response: { input: [{ type: 'item_reference', id: 'x' }] } },
      'invalid_value',
      'response.input[0].id',
    ],
  ])('is answered with an error that names it: %j', async (event, code, param) => {
    const client = await connect()
    client.sendFrame(JSON.stringify({ ...event, ...withId }))
    expect(await client.next('error')).toMatchObject({
      error: { type: 'invalid_request_error', code, param, event_id: 'mine' },
    })
  })

  it.each(['', 'hello', '{"type":', '[]', 'null', '"session.update"'])('need not be an event: %j', async (frame) => {
    const client = await connect()
    client.sendFrame(frame)
    expect(await client.next('error')).toMatchObject({ error: { code: 'invalid_event', event_id: null } })
  })

  it('takes more than 15 MiB of audio in one append for an error, not for the end', async () => {
    const client = await connect()
    const audio = Buffer.alloc(15 * 1024 * 1024 + 1).toString('base64')
    client.send({ type: 'input_audio_buffer.append', audio })
    expect(await client.next('error')).toMatchObject({ error: { code: 'string_above_max_length', param: 'audio' } })
  })

  it('never ends the connection, whatever it is', async () => {
    const client = await connect()
    const types = [
      ...['session.update', 'input_audio_buffer.append', 'conversation.item.create', 'conversation.item.truncate'],
      ...['conversation.item.delete', 'response.create', 'response.cancel', 'something.else'],
    ]
    const shaped = fc.record({
      type: fc.constantFrom(...types),
      session: fc.jsonValue(),
      item: fc.jsonValue(),
      response: fc.jsonValue(),
      audio: fc.jsonValue(),
      item_id: fc.jsonValue(),
    })
    const frames = fc.sample(
      fc.oneof(
        fc.string(),
        fc.json(),
        shaped.map((event) => JSON.stringify(event)),
      ),
      300,
    )
    for (const frame of frames) client.sendFrame(frame)
    client.send({ ...textOnly, event_id: 'last' })
    client.send(typed('still there?', { id: 'after_all' }))
    await client.next((event) => event.type === 'conversation.item.done' && JSON.stringify(event).includes('after_all'))
    expect(client.events.filter((event) => JSON.stringify(event).includes('internal_error'))).toEqual([])
  })
})
