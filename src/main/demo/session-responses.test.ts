import { describe, expect, it } from 'vitest'
import { textOnly, typed, unhurried, useDemoServers } from '../../../test/support/demo-server'
import { utterance } from '../../../test/support/sounds'
import { base64Samples, msToSamples } from '../../shared/audio-format'
import type { WireResponse } from '../../shared/realtime/wire'

const { connect } = useDemoServers()

/** Types in their order, with repeated ones named once. */
const outline = (types: readonly string[]): string[] => types.filter((type, index) => type !== types[index - 1])

describe('a response', () => {
  it('in words goes out in OpenAI’s order', async () => {
    const client = await connect()
    client.send(textOnly)
    client.send(typed('hello there', { id: 'question' }))
    client.send({ type: 'response.create' })
    const { response } = await client.next('response.done')
    const start = client.types().indexOf('response.created')
    expect(outline(client.types().slice(start))).toEqual([
      'response.created',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'conversation.item.done',
      'response.output_item.done',
      'rate_limits.updated',
      'response.done',
    ])
    const words = 'You said: hello there'
    expect(
      client
        .ofType('response.output_text.delta')
        .map(({ delta }) => delta)
        .join(''),
    ).toBe(words)
    expect(client.ofType('response.content_part.done')).toMatchObject([{ part: { type: 'text', text: words } }])
    expect(client.ofType('conversation.item.done').at(-1)).toMatchObject({ previous_item_id: 'question' })
    expect(response).toMatchObject({
      object: 'realtime.response',
      status: 'completed',
      status_details: null,
      output_modalities: ['text'],
      output: [{ type: 'message', status: 'completed', content: [{ type: 'output_text', text: words }] }],
      usage: { output_token_details: { text_tokens: 6, audio_tokens: 0 } },
    })
  })

  it('in sound goes out in pieces of 100 ms, with its transcript between them', async () => {
    const client = await connect()
    client.speak(utterance())
    const { response } = await client.next('response.done')
    const start = client.types().indexOf('response.created')
    const types = client.types().slice(start)
    expect(types.slice(0, 8)).toEqual([
      'response.created',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_audio_transcript.delta',
      'response.output_audio.delta',
      'response.output_audio_transcript.delta',
      'response.output_audio.delta',
    ])
    expect(types.slice(types.indexOf('response.output_audio.done'))).toEqual([
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
      'conversation.item.done',
      'response.output_item.done',
      'rate_limits.updated',
      'response.done',
    ])
    const sizes = client.ofType('response.output_audio.delta').map(({ delta }) => base64Samples(String(delta)))
    expect(new Set(sizes.slice(0, -1))).toEqual(new Set([msToSamples(100)]))
    const { usage } = response as WireResponse
    expect(usage?.output_token_details?.audio_tokens).toBe(Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1200))
    expect(usage?.input_token_details?.audio_tokens).toBeGreaterThan(20)
    expect(usage?.total_tokens).toBe((usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0))
  })

  it('asks for a function, its arguments bit by bit', async () => {
    const client = await connect()
    const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
    client.send(typed('call get_weather for Paris'))
    client.send({
      type: 'response.create',
      response: { tools: [{ type: 'function', name: 'get_weather', parameters }] },
    })
    const done = await client.next('response.function_call_arguments.done')
    expect(done).toMatchObject({ name: 'get_weather', arguments: '{"city":"Paris"}' })
    expect(
      client
        .ofType('response.function_call_arguments.delta')
        .map(({ delta }) => delta)
        .join(''),
    ).toBe(done.arguments)
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({
      output: [
        {
          type: 'function_call',
          call_id: done.call_id,
          id: done.item_id,
          arguments: done.arguments,
          status: 'completed',
        },
      ],
    })
    client.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: done.call_id, output: 'sunny' },
    })
    client.send({ type: 'response.create', response: { output_modalities: ['text'] } })
    expect(await client.next('response.output_text.done')).toMatchObject({ text: 'The tool answered: sunny' })
  })

  it('is cut at the tokens that are allowed', async () => {
    const client = await connect()
    client.send(typed('help'))
    client.send({ type: 'response.create', response: { max_output_tokens: 10 } })
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({
      status: 'incomplete',
      status_details: { type: 'incomplete', reason: 'max_output_tokens' },
      output: [{ status: 'incomplete' }],
    })
    expect((response as WireResponse).usage?.output_tokens).toBeLessThanOrEqual(11)
  })

  it('reads again, and cheaper, what was read before', async () => {
    const client = await connect()
    client.send(textOnly)
    client.send(typed('x'.repeat(400)))
    const usages = []
    for (let count = 0; count < 2; count += 1) {
      client.send({ type: 'response.create' })
      usages.push(((await client.next('response.done')).response as WireResponse).usage)
    }
    expect(usages.map((usage) => usage?.input_token_details?.cached_tokens)).toEqual([0, 64])
  })
})

describe('response.create', () => {
  it('is refused while a response is under way, by its id', async () => {
    const client = await connect({ pace: unhurried })
    client.send(typed('help'))
    client.send({ type: 'response.create' })
    const { response } = await client.next('response.created')
    client.send({ type: 'response.create', event_id: 'second' })
    const { id } = response as WireResponse
    expect(await client.next('error')).toMatchObject({
      error: {
        code: 'conversation_already_has_active_response',
        message: expect.stringContaining(`in progress: ${id}.`),
        event_id: 'second',
      },
    })
  })

  it('can stay out of the conversation, beside the response in it', async () => {
    const client = await connect({ pace: unhurried })
    client.send(typed('help', { id: 'help' }))
    client.send({ type: 'response.create' })
    await client.next('response.created')
    const input = [{ type: 'item_reference', id: 'help' }, typed('what is 1 + 1').item]
    const aside = { conversation: 'none', output_modalities: ['text'], input, metadata: { topic: 'sums' } }
    client.send({ type: 'response.create', response: aside })
    const { text, item_id } = await client.next('response.output_text.done')
    expect(text).toBe('1 + 1 is 2.')
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({ conversation_id: null, metadata: { topic: 'sums' }, status: 'completed' })
    client.send({ type: 'conversation.item.retrieve', item_id })
    expect(await client.next('error')).toMatchObject({ error: { code: 'item_retrieve_invalid_item_id' } })
    client.send({ type: 'response.cancel' })
    expect((await client.next('response.done')).response).toMatchObject({ status: 'cancelled' })
    expect(client.ofType('conversation.item.added')).toHaveLength(2)
  })

  it('can’t change the voice once it was heard', async () => {
    const client = await connect()
    const create = { type: 'response.create', response: { audio: { output: { voice: 'cedar' } } } }
    client.send({ type: 'response.create' })
    await client.next('response.done')
    client.send(create)
    expect(await client.next('error')).toMatchObject({ error: { code: 'cannot_update_voice' } })
    client.send({ type: 'session.update', session: { type: 'realtime', audio: { output: { voice: 'cedar' } } } })
    expect(await client.next('error')).toMatchObject({ error: { code: 'cannot_update_voice' } })
  })
})

describe('response.cancel', () => {
  it('ends the response where it is', async () => {
    const client = await connect({ pace: unhurried })
    client.send(typed('help'))
    client.send({ type: 'response.create' })
    await client.next('response.output_audio.delta')
    client.send({ type: 'response.cancel' })
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({
      status: 'cancelled',
      status_details: { type: 'cancelled', reason: 'client_cancelled' },
      output: [{ status: 'incomplete' }],
    })
    client.send({ type: 'response.cancel', event_id: 'twice' })
    expect(await client.next('error')).toMatchObject({
      error: { code: 'response_cancel_not_active', event_id: 'twice' },
    })
    client.send({ type: 'response.create' })
    await client.next('response.created')
  })

  it('finds a response by its id, before it has said anything', async () => {
    const client = await connect({ pace: unhurried })
    client.send({ type: 'response.create' })
    client.send({ type: 'response.cancel', response_id: 'resp_other' })
    expect(await client.next('error')).toMatchObject({ error: { code: 'response_cancel_not_active' } })
    const created = client.ofType('response.created')[0]?.response as WireResponse
    client.send({ type: 'response.cancel', response_id: created.id })
    expect((await client.next('response.done')).response).toMatchObject({ id: created.id, status: 'cancelled' })
  })
})
