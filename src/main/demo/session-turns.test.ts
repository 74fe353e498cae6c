import { describe, expect, it } from 'vitest'
import { bestMatch } from '../../../test/support/correlation'
import { inputSettings, typed, unhurried, useDemoServers } from '../../../test/support/demo-server'
import type { RealtimeClient } from '../../../test/support/realtime-client'
import { hello, silence, tone, utterance } from '../../../test/support/sounds'
import { bytesToSamples, concatSamples } from '../audio/pcm'

const { connect } = useDemoServers()

const heard = (client: RealtimeClient): Int16Array =>
  concatSamples(
    client
      .ofType('response.output_audio.delta')
      .map(({ delta }) => bytesToSamples(Buffer.from(String(delta), 'base64'))),
  )

describe('a turn that the server finds', () => {
  it('goes from speech to an answer in OpenAI’s order, with one id throughout', async () => {
    const client = await connect()
    client.speak(concatSamples([silence(500), tone(800), silence(600)]))
    await client.next('response.created')
    const events = client.events.slice(1, 7)
    const id = events[0]?.item_id
    expect(events).toMatchObject([
      { type: 'input_audio_buffer.speech_started', audio_start_ms: 200, item_id: id },
      { type: 'input_audio_buffer.speech_stopped', audio_end_ms: 1800, item_id: id },
      { type: 'input_audio_buffer.committed', item_id: id, previous_item_id: null },
      { type: 'conversation.item.added', previous_item_id: null, item: { id, role: 'user', status: 'completed' } },
      { type: 'conversation.item.done', item: { id, content: [{ type: 'input_audio', transcript: null }] } },
      { type: 'response.created' },
    ])
  })

  it('is answered with the user’s own sound, and an honest transcript', async () => {
    const client = await connect()
    client.speak(utterance())
    const { transcript } = await client.next('response.output_audio_transcript.done')
    await client.next('response.done')
    expect(transcript).toBe('This is what I heard: 1.8 seconds of speech.')
    expect(bestMatch(hello(), heard(client)).score).toBeGreaterThan(0.9)
  })

  it('places a second turn on the same timeline, after the first', async () => {
    const client = await connect()
    const turn = concatSamples([silence(500), tone(500), silence(1000)])
    client.speak(turn)
    const first = await client.next('input_audio_buffer.committed')
    await client.next('response.done')
    client.speak(turn)
    expect(await client.next('input_audio_buffer.speech_started')).toMatchObject({ audio_start_ms: 2200 })
    expect(await client.next('input_audio_buffer.speech_stopped')).toMatchObject({ audio_end_ms: 3500 })
    const second = await client.next('input_audio_buffer.committed')
    const answerId = client.ofType('response.output_item.done')[0]?.item
    expect(second.previous_item_id).toBe((answerId as { id: string }).id)
    expect(second.item_id).not.toBe(first.item_id)
  })

  it('is not answered when the client wants to do that itself', async () => {
    const client = await connect()
    client.send(inputSettings({ turn_detection: { type: 'server_vad', create_response: false } }))
    client.speak(utterance())
    await client.next('input_audio_buffer.committed')
    client.send({ type: 'response.create', event_id: 'mine' })
    await client.next('response.done')
    expect(client.ofType('response.created')).toHaveLength(1)
    expect(client.ofType('error')).toEqual([])
  })

  it('is found by semantic_vad too, the later the less eager it is', async () => {
    const endOf = async (eagerness: string) => {
      const client = await connect()
      client.send(inputSettings({ turn_detection: { type: 'semantic_vad', eagerness } }))
      client.speak(concatSamples([tone(500), silence(3000)]))
      return (await client.next('input_audio_buffer.speech_stopped')).audio_end_ms
    }
    expect([await endOf('high'), await endOf('auto'), await endOf('low')]).toEqual([900, 1300, 2000])
  })
})

describe('an interruption', () => {
  it('cancels the answer when the user speaks', async () => {
    const client = await connect({ pace: unhurried })
    client.speak(utterance())
    await client.next('response.output_audio.delta')
    client.speak(tone(200))
    await client.next('input_audio_buffer.speech_started')
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({
      status: 'cancelled',
      status_details: { type: 'cancelled', reason: 'turn_detected' },
      output: [{ role: 'assistant', status: 'incomplete' }],
    })
    const ended = client.types().slice(client.types().lastIndexOf('input_audio_buffer.speech_started') + 1)
    expect(ended).toEqual([
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
      'conversation.item.done',
      'response.output_item.done',
      'rate_limits.updated',
      'response.done',
    ])
  })

  it('leaves the answer alone when that is wanted, and answers the new turn after it', async () => {
    const client = await connect({ pace: unhurried })
    client.send(inputSettings({ turn_detection: { type: 'server_vad', interrupt_response: false } }))
    client.speak(concatSamples([tone(500), silence(600)]))
    await client.next('response.output_audio.delta')
    client.speak(concatSamples([tone(300), silence(600)]))
    await client.next('input_audio_buffer.committed')
    const done = [await client.next('response.done'), await client.next('response.done')]
    expect(done.map(({ response }) => (response as { status: string }).status)).toEqual(['completed', 'completed'])
    expect(client.ofType('response.output_audio_transcript.done').map(({ transcript }) => transcript)).toEqual([
      'This is what I heard: 0.5 seconds of speech.',
      'This is what I heard: 0.3 seconds of speech.',
    ])
  })

  it('forgets the turn that waited for the answer’s end when the user speaks again', async () => {
    const client = await connect({ pace: unhurried })
    const turn = concatSamples([tone(500), silence(600)])
    client.send(inputSettings({ turn_detection: { type: 'server_vad', interrupt_response: false } }))
    client.speak(concatSamples([tone(4000), silence(600)]))
    await client.next('response.output_audio.delta')
    client.speak(turn)
    await client.next('input_audio_buffer.committed')
    client.send(inputSettings({ turn_detection: { type: 'server_vad', interrupt_response: true } }))
    client.speak(turn)
    const answers = [await client.next('response.done'), await client.next('response.done')]
    expect(answers.map(({ response }) => (response as { status: string }).status)).toEqual(['cancelled', 'completed'])
    expect(client.ofType('response.created')).toHaveLength(2)
  })
})

describe('a turn that the client ends', () => {
  it('is committed without an answer, until one is asked for', async () => {
    const client = await connect()
    client.send(inputSettings({ turn_detection: null }))
    client.speak(utterance())
    client.send({ type: 'input_audio_buffer.commit' })
    client.send(typed('and this'))
    await client.next((event) => event.type === 'conversation.item.done' && JSON.stringify(event).includes('and this'))
    expect(client.types().slice(2)).toEqual([
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      'conversation.item.added',
      'conversation.item.done',
    ])
  })

  it('is empty after a clear, or with less than 100 ms', async () => {
    const client = await connect()
    client.send(inputSettings({ turn_detection: null }))
    client.speak(hello())
    client.send({ type: 'input_audio_buffer.clear' })
    await client.next('input_audio_buffer.cleared')
    client.speak(silence(99))
    client.send({ type: 'input_audio_buffer.commit', event_id: 'c' })
    expect(await client.next('error')).toMatchObject({
      error: { code: 'input_audio_buffer_commit_empty', event_id: 'c' },
    })
  })

  it('takes the id that was promised when the client cuts a turn short', async () => {
    const client = await connect()
    client.speak(tone(500))
    const { item_id } = await client.next('input_audio_buffer.speech_started')
    client.send({ type: 'input_audio_buffer.commit' })
    expect(await client.next('input_audio_buffer.committed')).toMatchObject({ item_id })
  })
})

describe('transcription', () => {
  const commit = async (samples: Int16Array, model: string): Promise<RealtimeClient> => {
    const client = await connect()
    client.send(inputSettings({ turn_detection: null, transcription: { model } }))
    client.speak(samples)
    client.send({ type: 'input_audio_buffer.commit' })
    return client
  }

  it('tells how long the user spoke, bit by bit and then whole', async () => {
    const client = await commit(utterance(), 'gpt-4o-mini-transcribe')
    const { item_id } = await client.next('input_audio_buffer.committed')
    const completed = await client.next('conversation.item.input_audio_transcription.completed')
    const transcript = '(1.8 seconds of speech)'
    expect(completed).toMatchObject({ item_id, content_index: 0, transcript, usage: { type: 'tokens' } })
    const deltas = client.ofType('conversation.item.input_audio_transcription.delta')
    expect(deltas.length).toBeGreaterThan(1)
    expect(deltas.map(({ delta }) => delta).join('')).toBe(transcript)
    client.send({ type: 'conversation.item.retrieve', item_id })
    expect(await client.next('conversation.item.retrieved')).toMatchObject({ item: { content: [{ transcript }] } })
  })

  it('is billed by duration for whisper-1', async () => {
    const client = await commit(utterance(tone(1000), 0, 500), 'whisper-1')
    const { usage } = await client.next('conversation.item.input_audio_transcription.completed')
    expect(usage).toEqual({ type: 'duration', seconds: 1.5 })
  })

  it('fails when there was nothing to transcribe', async () => {
    const client = await commit(silence(500), 'whisper-1')
    const { item_id } = await client.next('input_audio_buffer.committed')
    expect(await client.next('conversation.item.input_audio_transcription.failed')).toMatchObject({
      item_id,
      error: { code: 'audio_unintelligible' },
    })
  })

  it('does not come for a message that is gone', async () => {
    const client = await commit(utterance(), 'whisper-1')
    const { item_id } = await client.next('input_audio_buffer.committed')
    client.send({ type: 'conversation.item.delete', item_id })
    await client.next('conversation.item.deleted')
    client.speak(utterance())
    client.send({ type: 'input_audio_buffer.commit' })
    const completed = await client.next('conversation.item.input_audio_transcription.completed')
    expect(completed.item_id).not.toBe(item_id)
  })
})

describe('silence after an answer', () => {
  it('is answered once it has lasted as long as the client said', async () => {
    const client = await connect()
    client.send(inputSettings({ turn_detection: { type: 'server_vad', idle_timeout_ms: 2000 } }))
    client.speak(concatSamples([tone(500), silence(500)]))
    const done = await client.next('response.done')
    expect(done.response).toMatchObject({ status: 'completed' })
    client.speak(silence(4000))
    const { audio_start_ms, audio_end_ms, item_id } = await client.next('input_audio_buffer.timeout_triggered')
    expect(Number(audio_end_ms) - Number(audio_start_ms)).toBe(2000)
    expect(await client.next('input_audio_buffer.committed')).toMatchObject({ item_id })
    const { transcript } = await client.next('response.output_audio_transcript.done')
    expect(transcript).toBe('Are you still there?')
  })
})
