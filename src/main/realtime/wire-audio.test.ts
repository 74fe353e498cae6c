import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/ipc/result'
import type { ClientEvent } from '../../shared/realtime/client-events'
import type { Parsed } from '../../shared/realtime/parse'
import type { ServerEvent } from '../../shared/realtime/server-events'
import type { CreateRateConverter } from './rate-converter'
import { WireAudio } from './wire-audio'

/** Holds one sample back, as a filter does, and says so in what it gives; lengths stay as they are. */
const createConverter: CreateRateConverter = () => {
  let held: number[] = []
  return {
    process(samples) {
      const all = [...held, ...samples]
      held = all.slice(-1)
      return Int16Array.from(all.slice(0, -1))
    },
    flush: () => Int16Array.from(held.splice(0)),
  }
}

function setUp(rate = 24_000, loading: Promise<CreateRateConverter> = Promise.resolve(createConverter)) {
  const log = { loads: 0, unknown: [] as AppError[], failures: [] as unknown[] }
  const audio = new WireAudio({
    rates: { input: rate, output: rate },
    loadConverter() {
      log.loads += 1
      return loading
    },
    onUnknownFormat: (error) => log.unknown.push(error),
    onFailure: (thrown) => log.failures.push(thrown),
  })
  const say = (format: unknown): void =>
    audio.hear({ type: 'session.updated', session: { audio: { input: { format }, output: { format } } } })
  const receive = (event: ServerEvent): readonly string[] =>
    audio.received({ kind: 'event', event }).map((frame) => describeFrame(frame))
  const send = (event: ClientEvent): readonly string[] =>
    audio.sent(event).map((sent) => (sent.type === 'input_audio_buffer.append' ? samplesOf(sent.audio) : sent.type))
  return { audio, log, say, receive, send }
}

const samplesOf = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64')
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(index * 2)).join(' ')
}

const describeFrame = (frame: Parsed<ServerEvent>): string => {
  if (frame.kind !== 'event') return frame.kind
  const { event } = frame
  return event.type === 'response.output_audio.delta' ? `sound ${samplesOf(event.delta)}` : event.type
}

const place = { response_id: 'r', item_id: 'a', output_index: 0, content_index: 0 }
const delta = (...samples: number[]): ServerEvent => ({
  type: 'response.output_audio.delta',
  ...place,
  delta: Buffer.from(Int16Array.from(samples).buffer).toString('base64'),
})
const partDone: ServerEvent = { type: 'response.output_audio.done', ...place }
const responseDone: ServerEvent = { type: 'response.done', response: { id: 'r' } }
const low = { type: 'audio/pcm', rate: 48_000 }
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('what converts', () => {
  it('is not loaded where all is 24 kHz', () => {
    const { audio, log, say } = setUp()
    say({ type: 'audio/pcm', rate: 24_000 })
    expect([audio.isReady, log.loads]).toEqual([true, 0])
  })

  it('is loaded once, as soon as a profile or a server wants another rate', async () => {
    expect(setUp(16_000).log.loads).toBe(1)
    const { audio, log, say } = setUp()
    say(low)
    say(low)
    expect([audio.isReady, log.loads]).toEqual([false, 1])
    await settled()
    say({ type: 'audio/pcm', rate: 16_000 })
    expect([audio.isReady, log.loads]).toEqual([true, 1])
  })

  it('is waited for by all that comes meanwhile, in its order', async () => {
    const { audio, say } = setUp()
    const done: number[] = []
    audio.whenReady(() => done.push(1))
    say(low)
    audio.whenReady(() => done.push(2))
    audio.whenReady(() => done.push(3))
    expect(done).toEqual([1])
    await settled()
    audio.whenReady(() => done.push(4))
    expect(done).toEqual([1, 2, 3, 4])
  })

  it('may be missing: that is told, and nothing goes on', async () => {
    const missing = new Error('no WebAssembly')
    const { audio, log } = setUp(16_000, Promise.reject(missing))
    audio.whenReady(() => log.failures.push('went on'))
    await settled()
    expect(log.failures).toEqual([missing])
  })
})

describe('the rest of a sound', () => {
  it('comes before the end of its part', async () => {
    const { say, receive } = setUp()
    say(low)
    await settled()
    expect(receive(delta(1, 2, 3, 4))).toEqual(['sound 1 2 3'])
    expect(receive(partDone)).toEqual([partDone.type]) // half of four samples is what may be heard
    expect(receive(responseDone)).toEqual([responseDone.type])
  })

  it('comes before the end of its response, where the part has none of its own', async () => {
    const { say, receive } = setUp()
    say({ type: 'audio/pcm', rate: 16_000 })
    await settled()
    expect(receive(delta(1, 2))).toEqual(['sound 1'])
    expect(receive(responseDone)).toEqual(['sound 2', responseDone.type])
    expect(receive(delta(3, 4))).toEqual(['sound 3'])
    expect(receive(partDone)).toEqual(['sound 4', partDone.type])
    expect(receive(responseDone)).toEqual([responseDone.type])
  })

  it('goes out before a commit, and not at all after a clear', async () => {
    const { audio, say, send } = setUp()
    say(low)
    await settled()
    expect(samplesOf(audio.sentAudio(Int16Array.of(1, 2)))).toBe('1')
    expect(send({ type: 'input_audio_buffer.commit' })).toEqual(['2', 'input_audio_buffer.commit'])
    expect(audio.sentAudio(Int16Array.of(3))).toBe('')
    expect(send({ type: 'input_audio_buffer.clear' })).toEqual(['input_audio_buffer.clear'])
    expect(samplesOf(audio.sentAudio(Int16Array.of(4, 5)))).toBe('4')
    expect(send({ type: 'response.create' })).toEqual(['response.create'])
  })
})

describe('a format that is not known', () => {
  it('is told of when there is sound in it, once for both directions', () => {
    const { audio, log, say, receive } = setUp()
    say('opus')
    expect(log.unknown).toEqual([])
    expect(receive(delta(1, 2))).toEqual(['sound '])
    expect(audio.sentAudio(Int16Array.of(1))).toBe('')
    expect(receive(delta(1, 2))).toEqual(['sound '])
    expect(log.unknown).toMatchObject([{ code: 'audio.format_unknown', values: { format: 'opus' } }])
    expect(log.loads).toBe(0)
    say({ type: 'audio/pcm', rate: 24_000 })
    expect(receive(delta(1, 2))).toEqual(['sound 1 2'])
  })
})

it('hands on whatever is no sound as it is', () => {
  const { audio } = setUp()
  const frames: readonly Parsed<ServerEvent>[] = [
    { kind: 'unknown', type: 'x', raw: { type: 'x' } },
    { kind: 'malformed', reason: 'broken', raw: null },
    { kind: 'event', event: { type: 'conversation.created' } },
  ]
  for (const frame of frames) expect(audio.received(frame)).toEqual([frame])
})
