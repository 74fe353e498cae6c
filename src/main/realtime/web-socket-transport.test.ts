import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { afterEach, describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/ipc/result'
import { dialects } from '../../shared/realtime/dialects'
import { connectionRequest, customProfile } from '../../shared/realtime/endpoints'
import type { Parsed } from '../../shared/realtime/parse'
import type { ServerEvent } from '../../shared/realtime/server-events'
import type { Direction } from '../../shared/realtime/traffic'
import type { WireEvent } from '../../shared/realtime/wire'
import { systemClock } from '../clock/system-clock'
import type { Connection } from '../ports/session'
import type { CreateRateConverter } from './rate-converter'
import { createWebSocketTransport, type TransportLimits } from './web-socket-transport'

const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A server that does with each socket what a test wants. */
async function listen(
  onSocket: (socket: WebSocket, request: IncomingMessage) => void,
  refuse?: number,
): Promise<string> {
  const http: Server = createServer()
  const sockets = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, stream, head) => {
    if (refuse !== undefined) stream.end(`HTTP/1.1 ${refuse} No\r\nContent-Length: 0\r\n\r\n`)
    else sockets.handleUpgrade(request, stream, head, onSocket)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    for (const socket of sockets.clients) socket.terminate()
    await new Promise((resolve) => http.close(resolve))
  })
  return `ws://127.0.0.1:${(http.address() as AddressInfo).port}/v1/realtime`
}

interface Client {
  readonly connection: Connection
  readonly frames: { readonly frame: Parsed<ServerEvent>; readonly wireType: string }[]
  readonly droppedMs: () => number
  /** The error with which the connection ended; undefined when we closed it. */
  readonly closed: Promise<AppError | undefined>
  /** Resolves with the next frame. */
  readonly nextFrame: () => Promise<void>
  /** What went over the wire, as those who record it see it. */
  readonly traffic: { readonly direction: Direction; readonly what: unknown }[]
}

const nothingToConvert = (): Promise<CreateRateConverter> =>
  Promise.reject(new Error('nothing is to be converted here'))

function connect(
  url: string,
  limits: Partial<TransportLimits> = {},
  dialect: 'auto' | 'ga' = 'auto',
  loadConverter = nothingToConvert,
): Client {
  const frames: Client['frames'] = []
  const traffic: Client['traffic'] = []
  let droppedMs = 0
  let onFrame: () => void = () => undefined
  let onClose: (error: AppError | undefined) => void = () => undefined
  const closed = new Promise<AppError | undefined>((resolve) => {
    onClose = resolve
  })
  const transport = createWebSocketTransport({
    request: connectionRequest(customProfile(url, 'ga'), 'model', 'sk-secret'),
    dialect: dialect === 'auto' ? 'auto' : dialects[dialect],
    rates: { input: 24_000, output: 24_000 },
    loadConverter,
    clock: systemClock,
    traffic: {
      sent: (event) => traffic.push({ direction: 'sent', what: event }),
      received(frame) {
        traffic.push({ direction: 'received', what: frame.kind === 'event' ? frame.event : frame.raw })
      },
    },
    limits,
  })
  const connection = transport.connect({
    onFrame: (frame, wireType) => {
      frames.push({ frame, wireType })
      onFrame()
    },
    onAudioDropped: (ms) => {
      droppedMs += ms
    },
    onWarning: () => undefined,
    onClose: (error) => onClose(error),
  })
  closers.push(() => connection.close())
  const nextFrame = (): Promise<void> =>
    new Promise((resolve) => {
      onFrame = resolve
    })
  return { connection, frames, droppedMs: () => droppedMs, closed, nextFrame, traffic }
}

const received = (socket: WebSocket): Promise<WireEvent> =>
  new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()) as WireEvent)))

const greet = (socket: WebSocket, session: object = { type: 'realtime' }): void =>
  socket.send(JSON.stringify({ type: 'session.created', event_id: 'e', session }))

describe('the WebSocket transport', () => {
  it('shows the key as a bearer, asks for the model, and sends in the order of the calls', async () => {
    const seen: { authorization?: string | undefined; path?: string | undefined } = {}
    const got: WireEvent[] = []
    let onThird: () => void = () => undefined
    const third = new Promise<void>((resolve) => {
      onThird = resolve
    })
    const url = await listen((socket, request) => {
      seen.authorization = request.headers.authorization
      seen.path = request.url
      greet(socket)
      socket.on('message', (data: Buffer) => {
        if (got.push(JSON.parse(data.toString()) as WireEvent) === 3) onThird()
      })
    })
    const { connection } = connect(url)
    connection.sendAudio(Int16Array.of(1, -2))
    connection.send({ type: 'input_audio_buffer.commit' })
    connection.send({ type: 'response.create' })
    await third
    expect(got).toEqual([
      { type: 'input_audio_buffer.append', audio: Buffer.from(Int16Array.of(1, -2).buffer).toString('base64') },
      { type: 'input_audio_buffer.commit' },
      { type: 'response.create' },
    ])
    expect(seen).toEqual({ authorization: 'Bearer sk-secret', path: '/v1/realtime?model=model' })
  })

  it.each([
    [401, 'endpoint.unauthorized'],
    [404, 'endpoint.not_found'],
    [429, 'endpoint.rate_limited'],
    [503, 'endpoint.server_error'],
  ])('says what HTTP %i means, and not the key', async (status, code) => {
    const error = await connect(await listen(() => undefined, status)).closed
    expect(error?.code).toBe(code)
    expect(JSON.stringify(error)).not.toContain('sk-secret')
  })

  it('says that nothing is listening', async () => {
    const url = await listen(() => undefined)
    await closers.pop()?.()
    expect((await connect(url).closed)?.code).toBe('endpoint.unreachable')
  })

  it('gives up on a server that never finishes the handshake', async () => {
    const http = createServer()
    http.on('upgrade', (_request, stream) => closers.unshift(() => Promise.resolve(void stream.destroy())))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    closers.push(async () => {
      await new Promise((resolve) => http.close(resolve))
    })
    const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/`
    expect((await connect(url, { handshakeMs: 30 }).closed)?.code).toBe('endpoint.timeout')
  })

  it('notices a connection that is dead', async () => {
    const url = await listen((socket) => {
      greet(socket)
      // A peer that answers no ping: reading has stopped, though the connection stands.
      socket.pause()
    })
    expect((await connect(url, { pingMs: 15 }).closed)?.code).toBe('network.lost')
  })

  it.each([
    [1001, 'session.expired'],
    [1008, 'server.policy'],
    [1011, 'server.failed'],
    [4000, 'server.beta_disabled'],
    [4321, 'server.closed_with_code'],
  ])('says what close code %i means', async (code, expected) => {
    const error = await connect(await listen((socket) => socket.close(code, 'because'))).closed
    expect(error?.code).toBe(expected)
  })

  it('ends without an error when it is closed here, also before it is open', async () => {
    const url = await listen((socket) => greet(socket))
    const early = connect(url)
    await early.connection.close()
    expect(await early.closed).toBeUndefined()
    const late = connect(url)
    await late.nextFrame()
    await late.connection.close()
    expect(await late.closed).toBeUndefined()
  })

  it('hears from the greeting that a server speaks the beta, and answers in it', async () => {
    let answer: Promise<WireEvent> | undefined
    const url = await listen((socket) => {
      answer = received(socket)
      greet(socket, { modalities: ['text', 'audio'], voice: 'alloy' })
    })
    const client = connect(url)
    await client.nextFrame()
    client.connection.send({ type: 'session.update', session: { type: 'realtime', output_modalities: ['text'] } })
    expect(await answer).toMatchObject({ session: { modalities: ['text'] } })
    expect(client.frames[0]?.frame).toMatchObject({ event: { session: { output_modalities: ['audio'] } } })
  })

  it('hands on what it does not understand', async () => {
    const url = await listen((socket) => {
      greet(socket)
      socket.send('{"type":"localai.progress","percent":3}')
      socket.send('not JSON')
      socket.send('{"type":"conversation.item.deleted"}')
      socket.close(1000)
    })
    const client = connect(url)
    await client.closed
    expect(client.frames.map(({ frame }) => frame.kind)).toEqual(['event', 'unknown', 'malformed', 'malformed'])
  })

  it('reads JSON in binary frames, and counts other binary frames as malformed', async () => {
    const url = await listen((socket) => {
      socket.send(Buffer.from('{"type":"session.created","session":{"instructions":"grüß"}}'))
      socket.send(Buffer.from([0xff, 0x00, 0x80]))
      socket.send(Buffer.from('no JSON'))
      socket.send('{"type":"conversation.created"}')
      socket.close(1000)
    })
    const client = connect(url)
    await client.closed
    expect(client.frames.map(({ frame }) => frame.kind)).toEqual(['event', 'malformed', 'malformed', 'event'])
    expect(client.frames[0]?.frame).toMatchObject({ event: { session: { instructions: 'grüß' } } })
    expect(client.frames[1]?.frame).toMatchObject({ raw: '[3 bytes]' })
  })

  it('shows all traffic in the words of the wire, but neither headers nor address', async () => {
    const got: WireEvent[] = []
    const url = await listen((socket) => {
      greet(socket, { modalities: ['text'] })
      socket.send('not JSON')
      socket.on('message', (data: Buffer) => {
        if (got.push(JSON.parse(data.toString()) as WireEvent) === 2) socket.close(1000)
      })
    })
    const client = connect(url)
    client.connection.send({ type: 'session.update', session: { type: 'realtime', output_modalities: ['text'] } })
    client.connection.sendAudio(Int16Array.of(1, -2))
    await client.closed
    const of = (wanted: Direction) =>
      client.traffic.flatMap(({ direction, what }) => (direction === wanted ? [what] : []))
    expect(of('sent')).toEqual(got)
    expect(of('sent')[0]).toMatchObject({ session: { modalities: ['text'] } })
    expect(of('received')).toEqual([expect.objectContaining({ session: { modalities: ['text'] } }), 'not JSON'])
    expect(JSON.stringify(client.traffic)).not.toMatch(/sk-secret|127\.0\.0\.1/)
  })

  it('keeps the order of all that comes and goes while it loads what converts, also of the end', async () => {
    const got: string[] = []
    const session = { audio: { input: { format: { type: 'audio/pcm', rate: 16_000 } } } }
    const url = await listen((socket) => {
      greet(socket, session)
      socket.send('{"type":"conversation.created"}')
      socket.on('message', (data: Buffer) => {
        got.push((JSON.parse(data.toString()) as WireEvent).type)
        if (got.length < 3) return
        greet(socket, session)
        socket.close(1011)
      })
    })
    let load: (create: CreateRateConverter) => void = () => undefined
    const client = connect(url, {}, 'ga', () => new Promise((resolve) => (load = resolve)))
    await client.nextFrame()
    client.connection.sendAudio(Int16Array.of(1, 2))
    client.connection.send({ type: 'input_audio_buffer.commit' })
    client.connection.send({ type: 'response.create' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(client.frames.map(({ wireType }) => wireType)).toEqual(['session.created'])
    load(() => ({ process: (samples) => samples, flush: () => new Int16Array(0) }))
    expect((await client.closed)?.code).toBe('server.failed')
    expect(got).toEqual(['input_audio_buffer.append', 'input_audio_buffer.commit', 'response.create'])
    const types = ['session.created', 'conversation.created', 'session.created']
    expect(client.frames.map(({ wireType }) => wireType)).toEqual(types)
  })

  it('ends when what converts can not be loaded', async () => {
    const url = await listen((socket) => greet(socket, { output_audio_format: 'g711_ulaw' }))
    const client = connect(url, {}, 'auto', () => Promise.reject(new Error('no WebAssembly')))
    expect(await client.closed).toMatchObject({ code: 'internal.unexpected', message: 'no WebAssembly' })
  })

  it('names what is left of a sound as the server names sound', async () => {
    const part = { response_id: 'r', item_id: 'a', output_index: 0, content_index: 0 }
    const url = await listen((socket) => {
      greet(socket, { modalities: ['text', 'audio'], output_audio_format: 'g711_ulaw' })
      socket.send(JSON.stringify({ type: 'response.audio.delta', ...part, delta: '////' }))
      socket.send(JSON.stringify({ type: 'response.audio.done', ...part }))
      socket.close(1000)
    })
    const hold: CreateRateConverter = () => ({
      process: () => new Int16Array(0),
      flush: () => new Int16Array(9),
    })
    const client = connect(url, {}, 'auto', () => Promise.resolve(hold))
    await client.closed
    expect(client.frames.slice(1).map(({ wireType }) => wireType)).toEqual([
      ...['response.audio.delta', 'response.audio.delta', 'response.audio.done'],
    ])
    expect(client.frames[2]?.frame).toMatchObject({
      event: { type: 'response.output_audio.delta', delta: Buffer.alloc(18).toString('base64') },
    })
  })

  it('bounds the audio that waits for a slow network, says what was lost, and keeps the events', async () => {
    let socket: WebSocket | undefined
    const url = await listen((accepted) => {
      socket = accepted
      greet(accepted)
    })
    const client = connect(url, { socketBytes: 0, heldAudioMs: 1000 })
    await client.nextFrame()
    if (!socket) throw new Error('no socket')
    const got: string[] = []
    const all = new Promise<void>((resolve) =>
      socket?.on('message', (data: Buffer) => {
        got.push((JSON.parse(data.toString()) as WireEvent).type)
        if (got.at(-1) === 'input_audio_buffer.commit') resolve()
      }),
    )
    socket.pause()
    // More than the kernel's own buffers take, so that the socket is full whatever they hold.
    for (let second = 0; second < 400; second++) client.connection.sendAudio(new Int16Array(24_000))
    client.connection.send({ type: 'input_audio_buffer.commit' })
    expect(client.droppedMs()).toBeGreaterThan(0)
    socket.resume()
    await all
    expect(got.length - 1).toBe(400 - client.droppedMs() / 1000)
  })
})
