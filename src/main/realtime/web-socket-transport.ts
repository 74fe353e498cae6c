import { WebSocket } from 'ws'
import { SAMPLE_RATE } from '../../shared/audio-format'
import type { Cancel, Clock } from '../../shared/clock'
import { guarded } from '../../shared/guarded'
import { type AppError, toAppError } from '../../shared/ipc/result'
import type { ClientEvent } from '../../shared/realtime/client-events'
import type { Dialect } from '../../shared/realtime/dialect'
import { dialectOf } from '../../shared/realtime/dialects/detect'
import type { ConnectionRequest } from '../../shared/realtime/endpoints'
import { malformedFrame, parseServerEvent } from '../../shared/realtime/parse'
import type { EndpointRates } from '../../shared/realtime/session-config'
import type { TrafficListener } from '../../shared/realtime/traffic'
import type { WireEvent } from '../../shared/realtime/wire'
import { ProxyWatch } from '../network/proxy-watch'
import { directWay, type Way } from '../network/way'
import type { Connection, Transport, TransportListener } from '../ports/session'
import { closeError, httpError, lostError, socketError, timeoutError } from './connection-errors'
import type { CreateRateConverter } from './rate-converter'
import { readFrame } from './read-frame'
import { type Entry, SendQueue } from './send-queue'
import { WireAudio } from './wire-audio'

export interface TransportLimits {
  /** Time limit for opening the socket, in milliseconds. */
  readonly handshakeMs: number
  /** Interval of pings, in milliseconds. Two without an answer mean that the connection is lost. */
  readonly pingMs: number
  /** Time limit for closing, in milliseconds. After it, the socket is destroyed. */
  readonly closeMs: number
  /** Bytes that may wait in the socket before microphone audio is held back. */
  readonly socketBytes: number
  /** Milliseconds of microphone audio that may be held back before the oldest is dropped. */
  readonly heldAudioMs: number
}

/** A second of audio is 64,000 bytes as base64: the socket may hold about four, the queue ten more. */
const defaultLimits: TransportLimits = {
  handshakeMs: 10_000,
  pingMs: 20_000,
  closeMs: 2_000,
  socketBytes: 256 * 1024,
  heldAudioMs: 10_000,
}

interface TransportOptions {
  readonly request: ConnectionRequest
  /** `auto`: the dialect of the server's first event. Nothing is sent before it. */
  readonly dialect: Dialect | 'auto'
  /** The sample rates until the server reports its own. */
  readonly rates: EndpointRates
  /** Whether to request formats, which some servers refuse; by default yes. */
  readonly asksForFormats?: boolean
  /** Loads the resampler for servers with other rates than 24 kHz. */
  readonly loadConverter: () => Promise<CreateRateConverter>
  readonly clock: Clock
  /** Proxy and certificates; without them, a direct connection. */
  readonly way?: Way
  /** Receives every event as it is on the wire, sound included, without headers and the address. */
  readonly traffic?: TrafficListener
  readonly limits?: Partial<TransportLimits>
}

/** The transport over a WebSocket: one dialect, one address, any number of connections one after another. */
export const createWebSocketTransport = (options: TransportOptions): Transport => ({
  connect: (listener) => new WebSocketConnection(options, listener),
})

/** Interval of checks whether a full socket has drained, in milliseconds. */
const DRAIN_CHECK_MS = 10

/** Larger frames are no Realtime events. */
const MAX_FRAME_BYTES = 32 * 1024 * 1024

class WebSocketConnection implements Connection {
  readonly #socket: WebSocket
  readonly #listener: TransportListener
  #dialect: Dialect | 'auto'
  readonly #clock: Clock
  readonly #traffic: TrafficListener | undefined
  readonly #limits: TransportLimits
  readonly #host: string
  readonly #queue: SendQueue
  readonly #audio: WireAudio
  readonly #proxy: ProxyWatch | null
  readonly #timers = new Set<Cancel>()
  readonly #closed: Promise<void>
  #markClosed: () => void = () => undefined
  #over = false
  #closing = false
  #unansweredPings = 0
  #draining = false

  constructor(options: TransportOptions, listener: TransportListener) {
    const { request, dialect, rates, asksForFormats, loadConverter, clock, way = directWay, traffic, limits } = options
    this.#listener = listener
    this.#dialect = dialect
    this.#clock = clock
    this.#traffic = traffic
    this.#limits = { ...defaultLimits, ...limits }
    this.#host = new URL(request.url).host
    this.#queue = new SendQueue((this.#limits.heldAudioMs / 1000) * SAMPLE_RATE)
    this.#audio = new WireAudio({
      rates,
      asksForFormats,
      loadConverter,
      onUnknownFormat: (error) => listener.onWarning(error),
      onFailure: (thrown) => this.#fail(toAppError(thrown)),
    })
    this.#closed = new Promise((resolve) => {
      this.#markClosed = resolve
    })
    this.#socket = new WebSocket(request.url, {
      headers: { ...(dialect === 'auto' ? {} : dialect.headers), ...request.headers },
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
      ...(way.proxy && { agent: way.proxy.agent }),
      ...(way.authorities && { ca: [...way.authorities] }),
    })
    this.#proxy = way.proxy && new ProxyWatch(way.proxy)
    this.#listen()
    this.#after(this.#limits.handshakeMs, () => {
      if (this.#socket.readyState !== WebSocket.CONNECTING) return
      this.#fail(this.#proxy?.fault() ?? timeoutError(this.#host))
    })
  }

  send(event: ClientEvent): void {
    if (this.#over || this.#closing) return
    this.#queue.addEvent(event)
    this.#drain()
  }

  sendAudio(samples: Int16Array): void {
    if (this.#over || this.#closing) return
    const droppedMs = this.#queue.addAudio(samples)
    if (droppedMs > 0) this.#listener.onAudioDropped(droppedMs)
    this.#drain()
  }

  close(): Promise<void> {
    if (this.#over || this.#closing) return this.#closed
    this.#closing = true
    this.#queue.clear()
    if (this.#socket.readyState === WebSocket.CONNECTING) {
      this.#socket.terminate()
      this.#finish(null)
      return this.#closed
    }
    this.#socket.close(1000)
    this.#after(this.#limits.closeMs, () => {
      this.#socket.terminate()
      this.#finish(null)
    })
    return this.#closed
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('open', () => {
      this.#schedulePing()
      this.#audio.whenReady(() => this.#drain())
    })
    socket.on('message', (data: Buffer) => {
      this.#audio.whenReady(() => this.#receiveGuarded(data))
    })
    socket.on('pong', () => {
      this.#unansweredPings = 0
    })
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      this.#fail(this.#proxy?.refusal ?? httpError(response.statusCode ?? 0, this.#host))
    })
    socket.on('error', (error) => this.#fail(this.#proxy?.fault() ?? socketError(error, this.#host)))
    socket.on('close', (code, reason) =>
      this.#audio.whenReady(() =>
        this.#finish(this.#closing ? null : closeError(code, reason.toString('utf8'), this.#host)),
      ),
    )
  }

  /** Handles a frame. A fault in a handler doesn't affect the next frame. */
  #receiveGuarded(data: Buffer): void {
    try {
      this.#receive(data)
    } catch (thrown) {
      this.#listener.onFrame(malformedFrame(data.toString('utf8'), thrown), '')
    }
  }

  #receive(data: Buffer): void {
    if (this.#over) return
    const frame = readFrame(data)
    guarded(() => this.#traffic?.received(frame), undefined)
    if (frame.kind !== 'event') {
      this.#listener.onFrame(frame, '')
      return
    }
    this.#audio.hear(frame.event)
    const dialect = this.#speak(frame.event)
    this.#listener.onAgreed?.({ dialect: dialect.name, ...this.#audio.agreedRates })
    const parsed = parseServerEvent(dialect.serverEventToGa(frame.event))
    const frames = this.#audio.received(parsed)
    for (const heard of frames) {
      const isAdded = heard !== frames.at(-1)
      this.#listener.onFrame(heard, isAdded ? soundName(dialect) : frame.event.type)
    }
    if (!this.#audio.isReady) this.#audio.whenReady(() => this.#drain())
  }

  /** Returns the server's dialect; with `auto`, its first event decides. */
  #speak(event: WireEvent): Dialect {
    if (this.#dialect !== 'auto') return this.#dialect
    const dialect = dialectOf(event)
    this.#dialect = dialect
    this.#drain()
    return dialect
  }

  /** Sends what waits, in order, while the socket accepts it: a commit never overtakes its audio. */
  #drain(): void {
    const dialect = this.#dialect
    const canSend = this.#socket.readyState === WebSocket.OPEN && this.#audio.isReady
    if (!canSend || this.#draining || dialect === 'auto') return
    while (!this.#queue.isEmpty) {
      if (this.#socket.bufferedAmount > this.#limits.socketBytes) {
        this.#draining = true
        this.#after(DRAIN_CHECK_MS, () => {
          this.#draining = false
          this.#drain()
        })
        return
      }
      const entry = this.#queue.next()
      if (entry) this.#transmit(entry, dialect)
    }
  }

  #transmit(entry: Entry, dialect: Dialect): void {
    if (entry.kind === 'event') {
      for (const event of this.#audio.sent(entry.event)) this.#sendEvent(dialect.clientEventFromGa({ ...event }))
      return
    }
    const audio = this.#audio.sentAudio(entry.samples)
    if (audio === '') return
    this.#socket.send(audioFrame(audio))
    guarded(() => this.#traffic?.sent({ type: 'input_audio_buffer.append', audio }), undefined)
  }

  #sendEvent(event: WireEvent): void {
    this.#socket.send(JSON.stringify(event))
    guarded(() => this.#traffic?.sent(event), undefined)
  }

  #schedulePing(): void {
    this.#after(this.#limits.pingMs, () => {
      if (this.#unansweredPings >= 2) {
        this.#fail(lostError(this.#host))
        return
      }
      this.#unansweredPings += 1
      this.#socket.ping()
      this.#schedulePing()
    })
  }

  #after(delayMs: number, callback: () => void): void {
    const cancel = this.#clock.schedule(delayMs, () => {
      this.#timers.delete(cancel)
      if (!this.#over) callback()
    })
    this.#timers.add(cancel)
  }

  #fail(error: AppError): void {
    if (this.#over) return
    this.#finish(this.#closing ? null : error)
    this.#socket.terminate()
  }

  #finish(error: AppError | null): void {
    if (this.#over) return
    this.#over = true
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
    this.#proxy?.close()
    this.#queue.clear()
    this.#markClosed()
    this.#listener.onClose(error ?? undefined)
  }
}

/** Returns the name of an audio delta in a dialect. */
const soundName = (dialect: Dialect): string =>
  dialect.serverEventFromGa({ type: 'response.output_audio.delta' })?.type ?? ''

/** `input_audio_buffer.append` is the same in every dialect; built by hand because it is sent a hundred times a second. */
const audioFrame = (base64: string): string => `{"type":"input_audio_buffer.append","audio":"${base64}"}`
