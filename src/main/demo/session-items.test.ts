import { describe, expect, it } from 'vitest'
import { inputSettings, textOnly, typed, unhurried, useDemoServers } from '../../../test/support/demo-server'
import { hello } from '../../../test/support/sounds'
import { base64Samples, samplesToMs } from '../../shared/audio-format'
import type { WireItem } from '../../shared/realtime/wire'
import { samplesToBase64 } from './audio/base64'

const { connect } = useDemoServers()

describe('conversation.item.create', () => {
  it('adds an item and finishes it, under the id that the client chose', async () => {
    const client = await connect()
    client.send(typed('one', { id: 'first' }))
    client.send(typed('two'))
    await client.next('conversation.item.done')
    const { item } = await client.next('conversation.item.done')
    expect(client.events.slice(1)).toMatchObject([
      {
        type: 'conversation.item.added',
        previous_item_id: null,
        item: { id: 'first', status: 'completed', role: 'user' },
      },
      { type: 'conversation.item.done', previous_item_id: null, item: { id: 'first', object: 'realtime.item' } },
      { type: 'conversation.item.added', previous_item_id: 'first' },
      { type: 'conversation.item.done', previous_item_id: 'first' },
    ])
    expect((item as WireItem).id).toMatch(/^item_\w+$/)
  })

  it('puts items where they are wanted', async () => {
    const client = await connect()
    client.send(typed('a', { id: 'a' }))
    client.send({ ...typed('b', { id: 'b' }), previous_item_id: 'root' })
    client.send({ ...typed('c', { id: 'c' }), previous_item_id: 'b' })
    const places = []
    for (let count = 0; count < 3; count += 1)
      places.push((await client.next('conversation.item.added')).previous_item_id)
    expect(places).toEqual([null, null, 'b'])
  })

  it('restores a history, function calls and all', async () => {
    const client = await connect()
    const items = [
      { type: 'message', role: 'system', content: [{ type: 'input_text', text: 'Be kind.' }] },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hello.' }] },
      { type: 'function_call', name: 'look', call_id: 'call_7', arguments: '{}' },
      { type: 'function_call_output', call_id: 'call_7', output: 'seen' },
    ]
    for (const item of items) client.send({ type: 'conversation.item.create', item })
    for (const item of items) expect(await client.next('conversation.item.done')).toMatchObject({ item })
  })

  it('refuses an id that is taken', async () => {
    const client = await connect()
    client.send(typed('a', { id: 'a' }))
    client.send(typed('b', { id: 'a' }))
    expect(await client.next('error')).toMatchObject({ error: { code: 'item_create_duplicate_item_id' } })
  })
})

describe('conversation.item.delete and .retrieve', () => {
  it('gives an item out until it is deleted', async () => {
    const client = await connect()
    client.send(typed('a', { id: 'a' }))
    client.send({ type: 'conversation.item.retrieve', item_id: 'a' })
    const content = [{ type: 'input_text', text: 'a' }]
    expect(await client.next('conversation.item.retrieved')).toMatchObject({ item: { id: 'a', content } })
    client.send({ type: 'conversation.item.delete', item_id: 'a' })
    expect(await client.next('conversation.item.deleted')).toMatchObject({ item_id: 'a' })
    client.send({ type: 'conversation.item.retrieve', item_id: 'a', event_id: 'again' })
    expect(await client.next('error')).toMatchObject({
      error: { code: 'item_retrieve_invalid_item_id', event_id: 'again' },
    })
  })

  it('retrieves the sound that the user sent', async () => {
    const client = await connect()
    client.send(inputSettings({ turn_detection: null }))
    client.speak(hello())
    client.send({ type: 'input_audio_buffer.commit' })
    const { item_id } = await client.next('input_audio_buffer.committed')
    client.send({ type: 'conversation.item.retrieve', item_id })
    const { item } = await client.next('conversation.item.retrieved')
    expect((item as WireItem).content?.[0]?.audio).toBe(samplesToBase64(hello()))
  })
})

describe('conversation.item.truncate', () => {
  it('cuts what was said, and refuses to cut beyond it', async () => {
    const client = await connect()
    client.send(typed('what is 2 + 3'))
    client.send({ type: 'response.create' })
    const { item_id } = await client.next('response.output_audio.delta')
    await client.next('response.done')
    const samples = client
      .ofType('response.output_audio.delta')
      .reduce((sum, { delta }) => sum + base64Samples(String(delta)), 0)
    const durationMs = samplesToMs(samples)
    const truncate = { type: 'conversation.item.truncate', item_id, content_index: 0 }
    client.send({ ...truncate, audio_end_ms: durationMs + 1 })
    expect(await client.next('error')).toMatchObject({
      error: {
        code: 'invalid_value',
        message: `Audio content of ${durationMs}ms is already shorter than ${durationMs + 1}ms`,
      },
    })
    client.send({ ...truncate, audio_end_ms: 100 })
    expect(await client.next('conversation.item.truncated')).toMatchObject({
      item_id,
      content_index: 0,
      audio_end_ms: 100,
    })
    client.send({ ...truncate, audio_end_ms: 101 })
    expect(await client.next('error')).toMatchObject({ error: { message: expect.stringContaining('of 100ms') } })
    client.send({ type: 'conversation.item.retrieve', item_id })
    const { item } = await client.next('conversation.item.retrieved')
    expect((item as WireItem).content?.[0]?.transcript).toBe('')
  })

  it('holds although the answer goes on', async () => {
    const client = await connect({ pace: unhurried })
    client.send(typed('help'))
    client.send({ type: 'response.create' })
    await client.next('response.output_audio.delta')
    const { item_id } = await client.next('response.output_audio.delta')
    client.send({ type: 'conversation.item.truncate', item_id, content_index: 0, audio_end_ms: 150 })
    await client.next('conversation.item.truncated')
    await client.next('response.output_audio.delta')
    client.send({ type: 'response.cancel' })
    await client.next('response.done')
    client.send({ type: 'conversation.item.retrieve', item_id })
    const { item } = await client.next('conversation.item.retrieved')
    const { content, status } = item as WireItem
    expect(status).toBe('incomplete')
    expect(samplesToMs(base64Samples(content?.[0]?.audio ?? ''))).toBe(150)
  })

  it('has nothing to cut in words', async () => {
    const client = await connect()
    client.send(textOnly)
    client.send(typed('hi'))
    client.send({ type: 'response.create' })
    const { item_id } = await client.next('response.output_text.done')
    client.send({ type: 'conversation.item.truncate', item_id, content_index: 0, audio_end_ms: 0 })
    expect(await client.next('error')).toMatchObject({ error: { param: 'content_index' } })
  })
})
