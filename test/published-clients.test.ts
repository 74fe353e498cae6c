import { OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession, tool } from '@openai/agents-realtime'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { concatSamples, bytesToSamples, samplesToBytes } from '../src/main/audio/pcm'
import { systemClock } from '../src/main/clock/system-clock'
import type { Pace } from '../src/main/demo/responses/output'
import { type DemoServer, startDemoServer } from '../src/main/demo/server'
import type { DialectName } from '../src/shared/realtime/dialect'
import type { WireEvent } from '../src/shared/realtime/wire'
import { BetaClient } from './support/beta-client'
import { bestMatch } from './support/correlation'
import { hello, resourcesDirectory, utterance } from './support/sounds'
import { timeLimit } from './support/time-limit'

/** Twice as fast as real time, so that there is a time in which to interrupt. */
const unhurried = { chunkMs: 100, intervalMs: 50 }
const quick = { chunkMs: 100, intervalMs: 5 }
const defects: unknown[] = []

let server: DemoServer
const serve = async (dialect: DialectName, pace: Pace): Promise<void> => {
  const options = { dialect, clock: systemClock, resourcesDirectory, pace }
  server = await startDemoServer({ ...options, onDefect: (thrown) => defects.push(thrown) })
}

afterEach(async () => {
  await server.close()
  expect(defects.splice(0)).toEqual([])
})

const weatherParameters = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const }, days: { type: 'integer' as const } },
  required: ['city', 'days'],
  additionalProperties: false as const,
}

describe('RealtimeSession of @openai/agents-realtime, over its own WebSocket transport', () => {
  const getWeather = vi.fn((_arguments: unknown) => 'Sunny, 21 degrees')

  /** Connects the published client, with its own defaults but for turns found by loudness. */
  async function connect(pace = quick) {
    await serve('ga', pace)
    const transport = new OpenAIRealtimeWebSocket({ useInsecureApiKey: true })
    const emitted = vi.spyOn(transport, 'emit')
    const agent = new RealtimeAgent({
      name: 'Tester',
      instructions: 'Be brief.',
      tools: [
        tool({
          name: 'get_weather',
          description: 'Tells the weather.',
          parameters: weatherParameters,
          strict: true,
          execute: (given) => getWeather(given),
        }),
      ],
    })
    const turnDetection = {
      type: 'server_vad',
      silenceDurationMs: 500,
      createResponse: true,
      interruptResponse: false,
    } as const
    const session = new RealtimeSession(agent, {
      transport,
      tracingDisabled: true,
      config: { audio: { input: { turnDetection } } },
    })
    const errors: unknown[] = []
    session.on('error', (error) => errors.push(error))
    await session.connect({ apiKey: 'any', url: `${server.url}?model=gpt-realtime-2.1` })
    const raw = (): WireEvent[] =>
      emitted.mock.calls.flatMap(([name, event]) => (name === '*' ? [event as unknown as WireEvent] : []))
    const seen = (type: string): WireEvent[] => raw().filter((event) => event.type === type)
    const until = (type: string, times = 1): Promise<void> =>
      vi.waitFor(() => expect(seen(type).length).toBeGreaterThanOrEqual(times), {
        timeout: timeLimit(15_000),
        interval: 10,
      })
    /** The client silently skips events that don't fit its schemas: all that came must have been taken. */
    const understoodAll = (): void => {
      const taken = emitted.mock.calls.map(([name]) => name as string)
      const types = new Set(raw().map((event) => event.type))
      for (const type of types)
        expect([type, taken.filter((name) => name === type).length]).toEqual([type, seen(type).length])
      expect(errors).toEqual([])
      expect(seen('error')).toEqual([])
    }
    return { session, seen, until, understoodAll }
  }

  it('completes a typed turn', async () => {
    const { session, until, understoodAll } = await connect()
    session.sendMessage('What is 2 + 3?')
    await until('response.done')
    const texts = session.history.flatMap<unknown>((item) => (item.type === 'message' ? item.content : []))
    expect(texts).toMatchObject([{ text: 'What is 2 + 3?' }, { type: 'output_audio', transcript: '2 + 3 is 5.' }])
    understoodAll()
    session.close()
  })

  it('completes a spoken turn and receives its transcript', async () => {
    const { session, until, understoodAll } = await connect()
    const answer: Int16Array[] = []
    session.on('audio', ({ data }) => answer.push(bytesToSamples(new Uint8Array(data))))
    speak(session, utterance())
    await until('response.done')
    expect(bestMatch(hello(), concatSamples(answer)).score).toBeGreaterThan(0.9)
    await until('conversation.item.retrieved')
    expect(session.history).toMatchObject([
      { role: 'user', status: 'completed', content: [{ type: 'input_audio', transcript: '(1.8 seconds of speech)' }] },
      {
        role: 'assistant',
        status: 'completed',
        content: [{ transcript: 'This is what I heard: 1.8 seconds of speech.' }],
      },
    ])
    understoodAll()
    session.close()
  })

  it('interrupts an answer by speaking, with cancel and truncation', async () => {
    const { session, seen, until, understoodAll } = await connect(unhurried)
    const interrupted = vi.fn()
    session.on('audio_interrupted', interrupted)
    speak(session, utterance())
    await until('response.output_audio.delta', 3)
    speak(session, utterance())
    await until('conversation.item.truncated')
    await until('response.done', 2)
    expect(interrupted).toHaveBeenCalled()
    expect(seen('response.done')).toMatchObject([
      { response: { status: 'cancelled', status_details: { reason: 'client_cancelled' } } },
      { response: { status: 'completed' } },
    ])
    understoodAll()
    session.close()
  })

  it('runs a tool and speaks its result', async () => {
    const { session, until, understoodAll } = await connect()
    session.sendMessage('Call get_weather for Paris, 3 days')
    await until('response.done', 2)
    expect(getWeather).toHaveBeenCalledExactlyOnceWith({ city: 'Paris, 3 days', days: 3 })
    expect(session.history.at(-1)).toMatchObject({
      role: 'assistant',
      content: [{ transcript: 'The tool answered: Sunny, 21 degrees' }],
    })
    understoodAll()
    session.close()
  })
})

describe('a client of the beta', () => {
  async function connect(pace = quick): Promise<BetaClient> {
    await serve('beta', pace)
    const client = await BetaClient.connect(`${server.url}?model=gpt-4o-realtime-preview`)
    client.send({
      type: 'session.update',
      session: {
        modalities: ['text', 'audio'],
        voice: 'echo',
        input_audio_format: 'pcm16',
        output_audio_format: 'pcm16',
        input_audio_transcription: { model: 'whisper-1' },
        turn_detection: { type: 'server_vad', silence_duration_ms: 500 },
        tools: [{ type: 'function', name: 'get_weather', parameters: weatherParameters }],
        temperature: 0.8,
      },
    })
    const { session } = await client.next('session.updated')
    expect(session).toMatchObject({ voice: 'echo', modalities: ['text', 'audio'], input_audio_format: 'pcm16' })
    return client
  }

  it('completes a typed turn in text', async () => {
    const client = await connect()
    client.say('What is 7 x 6?')
    client.send({ type: 'response.create', response: { modalities: ['text'] } })
    const { response } = await client.next('response.done')
    expect(response.output).toMatchObject([{ role: 'assistant', content: [{ type: 'text', text: '7 × 6 is 42.' }] }])
    expect(client.deltas('response.text.delta')).toBe('7 × 6 is 42.')
    client.close()
  })

  it('completes a spoken turn and receives its transcript', async () => {
    const client = await connect()
    client.speak(utterance())
    const { item } = await client.next('conversation.item.created')
    await client.next('response.done')
    expect(item).toMatchObject({ role: 'user', content: [{ type: 'input_audio' }] })
    expect(client.deltas('response.audio_transcript.delta')).toBe('This is what I heard: 1.8 seconds of speech.')
    expect(bestMatch(hello(), client.heard()).score).toBeGreaterThan(0.9)
    expect(client.of('conversation.item.input_audio_transcription.completed')).toMatchObject([{ item_id: item.id }])
    client.close()
  })

  it('is interrupted by speech and truncates', async () => {
    const client = await connect(unhurried)
    client.speak(utterance())
    const delta = await client.next('response.audio.delta')
    client.speak(utterance())
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({ status: 'cancelled', status_details: { reason: 'turn_detected' } })
    client.send({ type: 'conversation.item.truncate', item_id: delta.item_id, content_index: 0, audio_end_ms: 50 })
    expect(await client.next('conversation.item.truncated')).toMatchObject({ audio_end_ms: 50 })
    expect((await client.next('response.done')).response.status).toBe('completed')
    client.close()
  })

  it('runs a function and speaks its result', async () => {
    const client = await connect()
    client.say('Please call get_weather for Rome, 2 days')
    client.send({ type: 'response.create' })
    const call = await client.next('response.function_call_arguments.done')
    expect(JSON.parse(call.arguments)).toEqual({ city: 'Rome, 2 days', days: 2 })
    await client.next('response.done')
    client.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: call.call_id, output: 'Rain' },
    })
    client.send({ type: 'response.create' })
    await client.next('response.done')
    expect(client.deltas('response.audio_transcript.delta')).toBe('The tool answered: Rain')
    client.close()
  })
})

/** Hands over sound as an application does, in pieces of 40 ms. */
function speak(session: RealtimeSession, samples: Int16Array): void {
  const length = 960
  for (let at = 0; at < samples.length; at += length) {
    const bytes = Uint8Array.from(samplesToBytes(samples.subarray(at, at + length)))
    session.sendAudio(bytes.buffer)
  }
}
