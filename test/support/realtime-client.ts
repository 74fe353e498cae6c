import WebSocket from 'ws'
import { isWireEvent } from '../../src/shared/realtime/parse'
import type { WireEvent } from '../../src/shared/realtime/wire'
import { msToSamples } from '../../src/shared/audio-format'
import { samplesToBase64 } from '../../src/main/demo/audio/base64'

interface Waiting {
  readonly matches: (event: WireEvent) => boolean
  readonly resolve: (event: WireEvent) => void
  readonly reject: (reason: Error) => void
}

/** How a connection ended. */
export interface Closed {
  readonly code: number
  readonly reason: string
}

/** A bare client for tests of the loopback server: keeps everything it got, and hands it out in order. */
export class RealtimeClient {
  readonly events: WireEvent[] = []
  /** Frames that are not events. */
  readonly malformed: string[] = []
  readonly closed: Promise<Closed>
  readonly #socket: WebSocket
  #cursor = 0
  #waiting: Waiting | null = null

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => this.#receive(data.toString()))
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        this.#waiting?.reject(new Error(`Closed with ${code} while waiting; got ${this.types().join(', ')}`))
        resolve({ code, reason: reason.toString() })
      })
    })
  }

  /** Connects; rejects when the server refuses. */
  static connect(url: string, headers: Record<string, string> = {}, protocols: string[] = []): Promise<RealtimeClient> {
    const socket = new WebSocket(url, protocols, { headers })
    const client = new RealtimeClient(socket)
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(client))
      socket.on('error', reject)
    })
  }

  send(event: WireEvent): void {
    this.sendFrame(JSON.stringify(event))
  }

  sendFrame(frame: string): void {
    this.#socket.send(frame)
  }

  /** Appends sound the way a microphone does, in pieces. */
  speak(samples: Int16Array, pieceMs = 100): void {
    const length = msToSamples(pieceMs)
    for (let at = 0; at < samples.length; at += length) {
      this.send({ type: 'input_audio_buffer.append', audio: samplesToBase64(samples.subarray(at, at + length)) })
    }
  }

  /** The next event of this type that was not handed out yet; those before it are skipped. */
  next(wanted: string | ((event: WireEvent) => boolean)): Promise<WireEvent> {
    const matches = typeof wanted === 'string' ? (event: WireEvent) => event.type === wanted : wanted
    for (; this.#cursor < this.events.length; this.#cursor += 1) {
      const event = this.events[this.#cursor]!
      if (!matches(event)) continue
      this.#cursor += 1
      return Promise.resolve(event)
    }
    return new Promise((resolve, reject) => {
      this.#waiting = { matches, resolve, reject }
    })
  }

  /** The types of all events so far. */
  types(): string[] {
    return this.events.map((event) => event.type)
  }

  ofType(type: string): WireEvent[] {
    return this.events.filter((event) => event.type === type)
  }

  close(): void {
    this.#socket.close()
  }

  #receive(frame: string): void {
    const event = parse(frame)
    if (!event) {
      this.malformed.push(frame)
      return
    }
    this.events.push(event)
    const waiting = this.#waiting
    if (!waiting) return
    this.#cursor = this.events.length
    if (!waiting.matches(event)) return
    this.#waiting = null
    waiting.resolve(event)
  }
}

function parse(frame: string): WireEvent | null {
  try {
    const value: unknown = JSON.parse(frame)
    return isWireEvent(value) ? value : null
  } catch {
    return null
  }
}
