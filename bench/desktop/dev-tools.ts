import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'

/** Something that Chromium lets itself be asked about. */
export interface Target {
  readonly type: string
  readonly url: string
  readonly webSocketDebuggerUrl: string
}

/** Milliseconds between two looks at a program that is starting or ending. */
const LOOK_EVERY = 20
const PATIENCE = 60_000

/** Chromium's own door for tools, of a program that was started with `--remote-debugging-port`. */
export class DevTools {
  readonly #port: number
  readonly #isWindow: (target: Target) => boolean

  constructor(port: number, isWindow: (target: Target) => boolean) {
    this.#port = port
    this.#isWindow = isWindow
  }

  /** Whether the program has its window, shown or hidden. */
  async hasWindow(): Promise<boolean> {
    return (await this.#window()) !== undefined
  }

  /** The value of an expression in the window's page, or of what it promises; waits for the window and its page. */
  evaluate(expression: string): Promise<unknown> {
    const params = { expression, awaitPromise: true, returnByValue: true }
    return eventually(async () => {
      const window = await this.#window()
      // There is no answer from a page that goes before it has one: the empty one that a window begins with.
      const answer = window && (await send(window.webSocketDebuggerUrl, 'Runtime.evaluate', params))
      return (answer as { result: { value?: unknown } } | null | undefined)?.result.value
    })
  }

  /** Ends the program; resolves when it answers no more. */
  async quit(): Promise<void> {
    const { webSocketDebuggerUrl } = (await eventually(() => this.#ask('version'))) as Target
    await send(webSocketDebuggerUrl, 'Browser.close', {})
    await eventually(async () => ((await this.#ask('version')) === undefined ? true : undefined))
  }

  async #window(): Promise<Target | undefined> {
    const targets = (await this.#ask('list')) as readonly Target[] | undefined
    return targets?.find((target) => target.type === 'page' && this.#isWindow(target))
  }

  /** Undefined while nobody answers. */
  async #ask(what: 'list' | 'version'): Promise<unknown> {
    try {
      return await (await fetch(`http://127.0.0.1:${this.#port}/json/${what}`)).json()
    } catch {
      return undefined
    }
  }
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE
  while (Date.now() < end) {
    const found = await look()
    if (found !== undefined) return found
    await pause(LOOK_EVERY)
  }
  throw new Error('The program did not answer in time.')
}

/** Sends one command; undefined when it came to nothing, null when the program ends on it. */
async function send(address: string, method: string, params: object): Promise<unknown> {
  const socket = new WebSocket(address)
  const closed = new Promise<null>((resolve) => socket.once('close', () => resolve(null)))
  await once(socket, 'open')
  socket.send(JSON.stringify({ id: 1, method, params }))
  const answered = (once(socket, 'message') as Promise<[Buffer]>).then(([data]) => {
    const { result } = JSON.parse(data.toString()) as { result: unknown }
    return result
  })
  const answer = await Promise.race([answered, closed, pause(PATIENCE, null, { ref: false })])
  socket.terminate()
  return answer
}
