import { expect, it } from 'vitest'
import { typed, useDemoServers } from '../../../test/support/demo-server'
import { utterance } from '../../../test/support/sounds'

const { connect } = useDemoServers()
const dialect = 'beta'

it('greets with a flat session and its conversation', async () => {
  const client = await connect({ dialect })
  const { conversation } = await client.next('conversation.created')
  expect(conversation).toMatchObject({ object: 'realtime.conversation' })
  const session = client.events[0]?.session
  expect(session).toMatchObject({
    object: 'realtime.session',
    modalities: ['text', 'audio'],
    voice: 'alloy',
    input_audio_format: 'pcm16',
    output_audio_format: 'pcm16',
    input_audio_transcription: null,
    turn_detection: { type: 'server_vad', silence_duration_ms: 200 },
    max_response_output_tokens: 'inf',
    temperature: 0.8,
  })
  expect(Object.keys(session as object).filter((key) => ['type', 'audio', 'output_modalities'].includes(key))).toEqual(
    [],
  )
})

it('needs no session type, and takes flat settings', async () => {
  const client = await connect({ dialect })
  client.send({ type: 'session.update', session: { modalities: ['text'], turn_detection: null, temperature: 0.6 } })
  expect(await client.next('session.updated')).toMatchObject({
    session: { modalities: ['text'], turn_detection: null, temperature: 0.6 },
  })
})

it('says everything in the names of 2024-10', async () => {
  const client = await connect({ dialect })
  client.send({ type: 'session.update', session: { turn_detection: { type: 'server_vad', silence_duration_ms: 500 } } })
  client.speak(utterance())
  const { response } = await client.next('response.done')
  expect(response).toMatchObject({ modalities: ['text', 'audio'], output: [{ content: [{ type: 'audio' }] }] })
  const types = new Set(client.types())
  expect(
    ['conversation.item.created', 'response.audio.delta', 'response.audio_transcript.done'].map((type) =>
      types.has(type),
    ),
  ).toEqual([true, true, true])
  expect(
    [...types].filter((type) => /output_(audio|text)|item\.(added|done)$/.test(type) && !/output_item/.test(type)),
  ).toEqual([])
})

it('answers in text, and takes restored answers under their old names', async () => {
  const client = await connect({ dialect })
  client.send(typed('hi', { role: 'assistant', content: [{ type: 'text', text: 'Earlier.' }] }))
  expect(await client.next('conversation.item.created')).toMatchObject({ item: { content: [{ type: 'text' }] } })
  client.send(typed('hello'))
  client.send({ type: 'response.create', response: { modalities: ['text'], max_response_output_tokens: 100 } })
  expect(await client.next('response.text.done')).toMatchObject({ text: 'You said: hello' })
})
