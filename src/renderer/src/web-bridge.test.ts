import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bridge } from '../../shared/ipc/bridge'
import type { HostFrame, RequestFrame } from '../../shared/ipc/web-frames'

type Listener = (event: { readonly data: string }) => void

/** A socket whose other end is the test. */
class FakeSocket {
  static readonly OPEN = 1
  static readonly made: FakeSocket[] = []
  readonly sent: RequestFrame[] = []
  readonly url: string
  readyState = 0
  readonly #listeners = new Map<string, Listener>()

  constructor(url: string) {
    this.url = url
    FakeSocket.made.push(this)
  }

  addEventListener(name: string, listener: Listener): void {
    this.#listeners.set(name, listener)
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as RequestFrame)
  }

  open(): void {
    this.readyState = FakeSocket.OPEN
    this.#tell('open')
  }

  close(): void {
    this.readyState = 3
    this.#tell('close')
  }

  receive(frame: HostFrame): void {
    this.#tell('message', JSON.stringify(frame))
  }

  #tell(name: string, data = ''): void {
    this.#listeners.get(name)?.({ data })
  }
}

const socket = (): FakeSocket => FakeSocket.made.at(-1) ?? expect.fail('there is no socket')

describe('the way to the web host', () => {
  let page: {
    parley?: Bridge
    readonly location: Record<'protocol' | 'host' | 'hash' | 'search' | 'pathname', string>
    readonly sessionStorage: { setItem(name: string, value: string): void; getItem(name: string): string | null }
    readonly history: { replaceState(state: null, title: string, url: string): void }
    open(url: string): void
  }
  const kept = new Map<string, string>()
  const addresses: string[] = []
  const opened: string[] = []

  /** Loads the page at an address, up to the first attempt to reach the host. */
  async function load(hash: string): Promise<Bridge> {
    page = {
      location: { protocol: 'http:', host: '127.0.0.1:8137', hash, search: '', pathname: '/' },
      sessionStorage: {
        setItem: (name, value) => void kept.set(name, value),
        getItem: (name) => kept.get(name) ?? null,
      },
      history: { replaceState: (_state, _title, url) => void addresses.push(url) },
      open: (url) => void opened.push(url),
    }
    vi.stubGlobal('window', page)
    // At run time, since the window's modules are written for the DOM, which tests are compiled without.
    const { installWebBridge } = await vi.importActual<{ installWebBridge: () => Promise<void> }>('./web-bridge')
    const installed = installWebBridge()
    socket().open()
    await installed
    return page.parley ?? expect.fail('there is no bridge')
  }

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('WebSocket', FakeSocket)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    FakeSocket.made.length = 0
    for (const list of [addresses, opened]) list.length = 0
    kept.clear()
  })

  it('takes the token out of the address, and still has it when the page is loaded again', async () => {
    await load('#token=a%20b')
    expect(socket().url).toBe('ws://127.0.0.1:8137/bridge?token=a%20b')
    expect(addresses).toEqual(['/'])
    await load('')
    expect(socket().url).toBe('ws://127.0.0.1:8137/bridge?token=a%20b')
  })

  it('gives each request its own answer, in whatever order they come', async () => {
    const bridge = await load('#token=t')
    const first = bridge.invoke('session.start')
    const second = bridge.invoke('session.mute', { muted: true })
    const [start, mute] = socket().sent
    expect(mute).toMatchObject({ name: 'session.mute', input: { muted: true } })
    const error = { code: 'a.b', message: 'No.', hint: '', displayable: true }
    socket().receive({ kind: 'answer', id: mute?.id ?? -1, result: { ok: false, error } })
    socket().receive({ kind: 'answer', id: start?.id ?? -1, result: { ok: true, value: undefined } })
    expect(await first).toMatchObject({ ok: true })
    expect(await second).toEqual({ ok: false, error })
  })

  it('answers what waits when the host is lost, and whatever is asked until it is back', async () => {
    const bridge = await load('#token=t')
    const waiting = bridge.invoke('session.start')
    socket().close()
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'host.unreachable' } })
    expect(await bridge.invoke('session.start')).toMatchObject({ ok: false, error: { code: 'host.unreachable' } })
  })

  it('looks for a lost host until it is back, says so, and has the window ask for everything', async () => {
    const bridge = await load('#token=t')
    const told: unknown[] = []
    bridge.subscribe('session.state', (state) => told.push(state))
    bridge.subscribe('conversation.replaced', () => told.push('replaced'))
    expect(told).toEqual([])
    socket().close()
    expect(told).toEqual([{ phase: 'closed', error: expect.objectContaining({ code: 'host.unreachable' }) }])
    vi.advanceTimersToNextTimer()
    socket().close() // not there yet
    vi.advanceTimersToNextTimer()
    expect(FakeSocket.made).toHaveLength(3)
    socket().open()
    expect(told.at(-1)).toBe('replaced')
    const answered = bridge.invoke('session.start')
    socket().receive({ kind: 'answer', id: socket().sent[0]?.id ?? -1, result: { ok: true, value: undefined } })
    expect(await answered).toMatchObject({ ok: true })
  })

  it('tells events to those who listen, for as long as they do', async () => {
    const bridge = await load('#token=t')
    const states: unknown[] = []
    const stop = bridge.subscribe('talk.changed', (state) => states.push(state))
    socket().receive({ kind: 'event', name: 'talk.changed', payload: 'held' })
    stop()
    socket().receive({ kind: 'event', name: 'talk.changed', payload: 'silent' })
    expect(states).toEqual(['held'])
  })

  it('opens a link only when the host has nothing against it', async () => {
    const bridge = await load('#token=t')
    const answerLast = (ok: boolean): void => {
      const id = socket().sent.at(-1)?.id ?? -1
      const error = { code: 'links.refused', message: 'No.', hint: '', displayable: true }
      socket().receive({ kind: 'answer', id, result: ok ? { ok, value: undefined } : { ok, error } })
    }
    const refused = bridge.invoke('links.open', { url: 'https://example.com/' })
    answerLast(false)
    await refused
    const allowed = bridge.invoke('links.open', { url: 'https://platform.openai.com/' })
    answerLast(true)
    await allowed
    expect(opened).toEqual(['https://platform.openai.com/'])
  })
})
