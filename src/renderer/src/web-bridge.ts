import type { Bridge } from '../../shared/ipc/bridge'
import type { EventName, Events } from '../../shared/ipc/contract'
import { appError, type Result } from '../../shared/ipc/result'
import { BRIDGE_PATH, type HostFrame, type RequestFrame } from '../../shared/ipc/web-frames'

/** Milliseconds until the host is looked for again: at first, and at most. */
const FIRST_RETRY_MS = 250
const MAX_RETRY_MS = 5_000

/** Where a tab keeps its token, so that the page can be loaded again; gone with the tab, and seen by this page only. */
const tokenKey = 'parley.token'

const unreachable = appError('host.unreachable')

const down: Result<never> = { ok: false, error: unreachable }

/**
 * Provides `window.parley` over a WebSocket to the web host that served this page. Resolves when the host has been
 * reached, or could not be; the page starts either way.
 */
export async function installWebBridge(): Promise<void> {
  const bridge = new WebBridge(takeToken())
  window.parley = bridge
  await bridge.tried
}

class WebBridge implements Bridge {
  /** Resolves after the first attempt to reach the host. */
  readonly tried: Promise<void>
  readonly #address: string
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>()
  readonly #waiting = new Map<number, (result: Result<unknown>) => void>()
  #markTried: () => void = () => undefined
  #socket: WebSocket | null = null
  #requests = 0
  #retryMs = FIRST_RETRY_MS
  #wasOpen = false

  constructor(token: string) {
    const { protocol, host } = window.location
    const scheme = protocol === 'https:' ? 'wss' : 'ws'
    this.#address = `${scheme}://${host}${BRIDGE_PATH}?token=${encodeURIComponent(token)}`
    this.tried = new Promise((resolve) => {
      this.#markTried = resolve
    })
    this.#connect()
  }

  readonly invoke: Bridge['invoke'] = async (name, ...[input]) => {
    const result = await this.#ask({ id: this.#requests++, name, input })
    // In a browser it is the page that opens links, once the host has nothing against it.
    if (name === 'links.open' && result.ok && hasUrl(input)) window.open(input.url, '_blank', 'noopener,noreferrer')
    // The contract promises that this answer belongs to this request.
    return result as Awaited<ReturnType<typeof this.invoke<typeof name>>>
  }

  readonly subscribe: Bridge['subscribe'] = (name, listener) => {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  #ask(frame: RequestFrame): Promise<Result<unknown>> {
    const socket = this.#socket
    if (socket?.readyState !== WebSocket.OPEN) return Promise.resolve(down)
    return new Promise((resolve) => {
      this.#waiting.set(frame.id, resolve)
      socket.send(JSON.stringify(frame))
    })
  }

  #connect(): void {
    const socket = new WebSocket(this.#address)
    this.#socket = socket
    socket.addEventListener('open', () => this.#opened())
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => this.#receive(JSON.parse(data) as HostFrame))
    socket.addEventListener('close', () => this.#lost())
  }

  #opened(): void {
    this.#retryMs = FIRST_RETRY_MS
    this.#markTried()
    // What happened meanwhile was told to nobody here: the window has to ask for everything.
    if (this.#wasOpen) {
      this.#tell('conversation.replaced', { conversationId: '' })
      this.#tell('history.changed', {})
    }
    this.#wasOpen = true
  }

  #lost(): void {
    this.#markTried()
    for (const answer of this.#waiting.values()) answer(down)
    this.#waiting.clear()
    if (this.#wasOpen) this.#tell('session.state', { phase: 'closed', error: unreachable })
    setTimeout(() => this.#connect(), this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, MAX_RETRY_MS)
  }

  #receive(frame: HostFrame): void {
    if (frame.kind === 'event') {
      this.#tell(frame.name, frame.payload as Events[EventName])
      return
    }
    this.#waiting.get(frame.id)?.(frame.result)
    this.#waiting.delete(frame.id)
  }

  #tell<N extends EventName>(name: N, payload: Events[N]): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as (payload: Events[N]) => void)(payload)
  }
}

const hasUrl = (input: unknown): input is { url: string } =>
  typeof input === 'object' && input !== null && 'url' in input && typeof input.url === 'string'

/** The token from the address, which is then taken out of it: addresses are shared, bookmarked and photographed. */
function takeToken(): string {
  const { hash, search, pathname } = window.location
  const given = new URLSearchParams(hash.slice(1)).get('token') ?? new URLSearchParams(search).get('token')
  if (given === null) return window.sessionStorage.getItem(tokenKey) ?? ''
  window.sessionStorage.setItem(tokenKey, given)
  window.history.replaceState(null, '', pathname)
  return given
}
