import { afterEach, describe, expect, it } from 'vitest'
import { loadResampler } from '../src/main/audio/resampling/resampler'
import { bytesToSamples, concatSamples, samplesToBytes } from '../src/main/audio/pcm'
import { systemClock } from '../src/main/clock/system-clock'
import { type DemoServerOptions, startDemoServer } from '../src/main/demo/server'
import { createWebSocketTransport } from '../src/main/realtime/web-socket-transport'
import type { AudioPart, Microphone, MicrophoneListener, Speaker, SpeakerListener } from '../src/main/ports/session'
import { SessionService, type SessionUpdate } from '../src/main/session/service'
import { FRAME_SAMPLES, SAMPLE_RATE, samplesToMs } from '../src/shared/audio-format'
import { connectionRequest, customProfile } from '../src/shared/realtime/endpoints'
import type { DialectName } from '../src/shared/realtime/dialect'
import { dialects } from '../src/shared/realtime/dialects'
import { defaultSettings, type EndpointRates } from '../src/shared/realtime/session-config'
import { type EchoOptions, startEchoServer } from './support/echo-server'
import { serverEvent } from './support/session-rig'
import { resourcesDirectory } from './support/sounds'
import { measureTone, sine } from './support/tones'

const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Conversation {
  readonly service: SessionService
  /** What was given to the speaker so far. */
  readonly heard: () => Int16Array
  /** Says something with the talk key down, and waits for the end of the answer. */
  readonly turn: (sound: Int16Array) => Promise<void>
}

/** A microphone that says what a test says, as fast as it goes. */
function spokenMicrophone() {
  let listener: MicrophoneListener | undefined
  let onOpen: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    onOpen = resolve
  })
  const port: Microphone = {
    open(given) {
      listener = given
      onOpen()
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  }
  const speak = (sound: Int16Array): void => {
    for (let at = 0; at < sound.length; at += FRAME_SAMPLES) listener?.onFrame(sound.subarray(at, at + FRAME_SAMPLES))
  }
  return { port, opened, speak }
}

/** A speaker that notes what it is given: it says at once that it was heard, or, when it is interrupted, that all was. */
function notingSpeaker(isSlow: boolean) {
  const blocks: Int16Array[] = []
  let listener: SpeakerListener | undefined
  let last: AudioPart | undefined
  const samples = (): number => blocks.reduce((sum, block) => sum + block.length, 0)
  const heardOf = (part: AudioPart) => ({
    ...part,
    playedSamples: samples(),
    receivedSamples: samples(),
    complete: true,
  })
  const port: Speaker = {
    open: (given) => Promise.resolve(void (listener = given)),
    enqueue(part, block) {
      last = part
      blocks.push(block)
    },
    finish(part) {
      if (!isSlow) listener?.onHeard(heardOf(part))
    },
    interrupt: () => Promise.resolve(isSlow && last ? [heardOf(last)] : []),
    close: () => Promise.resolve(),
  }
  return { port, heard: () => concatSamples(blocks) }
}

/** A session on a real socket, with a microphone and a speaker that are a test's. */
async function talkTo(
  url: string,
  rates: Partial<EndpointRates> = {},
  { dialect = 'ga', isSlow = false }: { readonly dialect?: DialectName; readonly isSlow?: boolean } = {},
): Promise<Conversation> {
  const profile = customProfile(url, dialect, rates)
  const microphone = spokenMicrophone()
  const speaker = notingSpeaker(isSlow)
  const transport = createWebSocketTransport({
    request: connectionRequest(profile, 'model', undefined),
    dialect: dialects[dialect],
    rates: profile.rates,
    loadConverter: loadResampler,
    clock: systemClock,
  })
  const service = new SessionService({
    transport,
    microphone: microphone.port,
    speaker: speaker.port,
    clock: systemClock,
  })
  closers.push(() => service.stop())
  service.start({ ...defaultSettings, mode: 'ptt' })
  await microphone.opened
  return {
    service,
    heard: speaker.heard,
    async turn(sound) {
      const answered = next(service, serverEvent('response.done'))
      service.post({ type: 'press' })
      microphone.speak(sound)
      service.post({ type: 'release' })
      await answered
    },
  }
}

const next = (service: SessionService, fits: (update: SessionUpdate) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const unsubscribe = service.subscribe((update) => {
      if (!fits(update)) return
      unsubscribe()
      resolve()
    })
  })

async function echo(options: EchoOptions = {}) {
  const server = await startEchoServer(options)
  closers.push(() => server.close())
  return server
}

const second = sine(1_000, SAMPLE_RATE, SAMPLE_RATE)
const formats = (type: string, rate?: number) => {
  const format = { type, ...(rate === undefined ? {} : { rate }) }
  return { audio: { input: { format }, output: { format } } }
}

function expectTheSameTone(heard: Int16Array): void {
  expect(Math.abs(samplesToMs(heard.length) - 1_000)).toBeLessThanOrEqual(1)
  const { gain, rest } = measureTone(heard.subarray(2_400, 21_600), 1_000, SAMPLE_RATE)
  expect(Math.abs(gain)).toBeLessThan(0.5)
  expect(rest).toBeLessThan(-30)
}

const truncated = serverEvent('conversation.item.truncated')

const notices = ({ service }: Conversation) =>
  service.conversation.snapshot().flatMap((item) => (item.kind === 'notice' ? [[item.code, item.values]] : []))

async function demo(options: Pick<DemoServerOptions, 'dialect' | 'rate'>) {
  const pace = { chunkMs: 100, intervalMs: 1 }
  const server = await startDemoServer({ ...options, clock: systemClock, resourcesDirectory, pace })
  closers.push(() => server.close())
  return server
}

describe('a tone of one second, sent and played back', () => {
  it.each([8_000, 16_000, 22_050, 32_000, 44_100, 48_000])(
    'is the same on a server that says it has %i Hz',
    async (rate) => {
      const server = await echo({ session: formats('audio/pcm', rate) })
      const conversation = await talkTo(server.url)
      await conversation.turn(second)
      expect(server.turns.map(({ length }) => length)).toEqual([rate * 2])
      const { rest } = measureTone(bytesToSamples(server.turns[0] ?? Buffer.alloc(0)), 1_000, rate)
      expect(rest).toBeLessThan(-30)
      expectTheSameTone(conversation.heard())
      expect(server.received[0]).toMatchObject({ session: formats('audio/pcm', rate) })
    },
  )

  it("is unchanged on a server that doesn't confirm its profile's 16 kHz", async () => {
    const server = await echo()
    const conversation = await talkTo(server.url, { input: 16_000, output: 16_000 })
    await conversation.turn(second)
    expect(server.turns.map(({ length }) => length)).toEqual([32_000])
    expectTheSameTone(conversation.heard())
    expect(server.received[0]).toMatchObject({ session: formats('audio/pcm', 16_000) })
  })

  it('is unchanged on a beta server whose pcm16 is 16 kHz', async () => {
    const beta = { modalities: ['text', 'audio'], input_audio_format: 'pcm16', output_audio_format: 'pcm16' }
    const server = await echo({ session: beta })
    const conversation = await talkTo(server.url, { input: 16_000, output: 16_000 }, { dialect: 'beta' })
    await conversation.turn(second)
    expect(server.turns.map(({ length }) => length)).toEqual([32_000])
  })

  it('is unchanged on a server with 16 kHz in, 24 kHz out, and split samples', async () => {
    const rates = { audio: { input: { format: { type: 'audio/pcm', rate: 16_000 } } } }
    const server = await echo({ session: rates, answer: Buffer.from(samplesToBytes(second)), chunkBytes: 1_001 })
    const conversation = await talkTo(server.url)
    await conversation.turn(second)
    expect(server.turns.map(({ length }) => length)).toEqual([32_000])
    expect(conversation.heard()).toEqual(second)
  })

  it('is unchanged on a server that changes its format at an update', async () => {
    const server = await echo({ session: formats('audio/pcm', 24_000), updated: formats('audio/pcm', 16_000) })
    const updated = (conversation: Conversation) => next(conversation.service, serverEvent('session.updated'))
    const conversation = await talkTo(server.url)
    await updated(conversation)
    await conversation.turn(second)
    expect(server.turns.map(({ length }) => length)).toEqual([32_000])
    expectTheSameTone(conversation.heard())
  })

  it.each(['g711_ulaw', 'g711_alaw'])('is nearly unchanged with %s', async (format) => {
    const session = { input_audio_format: format, output_audio_format: format }
    const server = await echo({ session, updated: session })
    const conversation = await talkTo(server.url)
    await next(conversation.service, serverEvent('session.updated'))
    await conversation.turn(second)
    expect(server.turns.map(({ length }) => length)).toEqual([8_000])
    expectTheSameTone(conversation.heard())
  })

  it('is unchanged with the demo at the 16 kHz of its greeting', async () => {
    const server = await demo({ dialect: 'ga', rate: 16_000 })
    const conversation = await talkTo(server.url)
    await conversation.turn(second)
    expectTheSameTone(conversation.heard())
    const [, answer] = conversation.service.conversation.snapshot()
    if (answer?.kind !== 'message') throw new Error('no answer')
    expect(Math.abs((answer.parts[0]?.audioMs ?? 0) - 1_000)).toBeLessThanOrEqual(1)
  })

  it('is unchanged with a beta demo at the 16 kHz of its profile', async () => {
    const server = await demo({ dialect: 'beta', rate: 16_000 })
    const conversation = await talkTo(server.url, { input: 16_000, output: 16_000 }, { dialect: 'beta' })
    await conversation.turn(second)
    expectTheSameTone(conversation.heard())
  })
})

describe('turns and answers at 16 kHz', () => {
  it('keep their lengths, from 100 ms', async () => {
    const server = await echo({ session: formats('audio/pcm', 16_000) })
    const conversation = await talkTo(server.url)
    const turns = [second.subarray(0, 2_400), second.subarray(0, 4_800), second.subarray(0, 7_200)]
    for (const turn of turns) await conversation.turn(turn)
    expect(server.turns.map(({ length }) => length / 32)).toEqual([100, 200, 300])
    expect(samplesToMs(conversation.heard().length)).toBe(600)
    const turn = ['input_audio_buffer.commit', 'response.create']
    expect(server.received.map(({ type }) => type)).toEqual(['session.update', ...turn, ...turn, ...turn])
  })
})

describe('an answer that was heard completely', () => {
  it.each([8_000, 16_000, 22_050, 24_000, 44_100, 48_000])(
    'is not cut beyond what the server has of it at %i Hz',
    async (rate) => {
      const server = await demo({ dialect: 'ga', rate })
      for (const length of [12_001, 12_011, 12_022, 12_023]) {
        const conversation = await talkTo(server.url, {}, { isSlow: true })
        const { service } = conversation
        await conversation.turn(second.subarray(0, length))
        const told: SessionUpdate[] = []
        service.subscribe((update) => told.push(update))
        const answered = next(service, (update) => truncated(update) || serverEvent('error')(update))
        service.post({ type: 'interrupt' })
        await answered
        expect(notices(conversation)).toEqual([])
        const ms = samplesToMs(conversation.heard().length)
        expect(told.filter(truncated)).toMatchObject([{ frame: { event: { audio_end_ms: ms } } }])
        expect(Math.abs(ms - samplesToMs(length))).toBeLessThanOrEqual(1)
      }
    },
  )
})

describe('audio in an unknown format', () => {
  it('is neither played nor sent, and reported once', async () => {
    const server = await echo({ session: formats('audio/opus'), answer: Buffer.alloc(9_000, 0x55) })
    const conversation = await talkTo(server.url)
    await conversation.turn(second)
    await conversation.turn(second)
    expect(conversation.heard().length).toBe(0)
    expect(server.turns.map(({ length }) => length)).toEqual([0, 0])
    expect(server.received.map(({ type }) => type)).not.toContain('input_audio_buffer.append')
    expect(notices(conversation)).toEqual([['audio.format_unknown', { format: 'audio/opus' }]])
  })

  it('counts as malformed if it is no base64, and the next delta is played', async () => {
    const server = await echo()
    const conversation = await talkTo(server.url)
    const frames: SessionUpdate[] = []
    conversation.service.subscribe((update) => frames.push(update))
    server.say({ delta: '!'.repeat(400) }, { delta: Buffer.from(samplesToBytes(second)).toString('base64') })
    await next(conversation.service, serverEvent('response.done'))
    expect(conversation.heard()).toEqual(second)
    const malformed = frames.flatMap((update) =>
      update.type === 'frame' && update.frame.kind === 'malformed' ? [update.frame] : [],
    )
    expect(malformed).toMatchObject([{ reason: 'delta: not base64', raw: { delta: '[400 characters]' } }])
    expect(notices(conversation)).toEqual([])
  })
})
