import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { AudioDeviceInfo } from '../../src/main/audio/audio-device'

export type DeviceDirection = 'input' | 'output'

export type DeviceMessage =
  | { readonly event: 'ready' }
  | { readonly event: 'opened' | 'running'; readonly direction: DeviceDirection }
  | { readonly event: 'refused'; readonly direction: DeviceDirection; readonly code: string }
  /** `stillMs`: how long nothing had moved, in turns of the child's event loop. */
  | { readonly event: 'failed'; readonly direction: DeviceDirection; readonly code: string; readonly stillMs: number }
  | { readonly event: 'listed'; readonly devices: readonly AudioDeviceInfo[] }

type Message<Event> = Extract<DeviceMessage, { event: Event }>

/**
 * Streams of the native device in a process of its own, which can be thrown away: a device that was unplugged leaves
 * threads behind that nothing ends.
 */
export class DeviceProcess {
  readonly #child: ChildProcess
  readonly #messages: DeviceMessage[] = []
  readonly #gone: Promise<void>
  #waiting: (() => void)[] = []
  #over = false

  constructor(env: Readonly<Record<string, string>>) {
    this.#child = fork(fileURLToPath(new URL('device-child.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...env, UV_THREADPOOL_SIZE: '16' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#child.on('message', (message) => {
      this.#messages.push(message as DeviceMessage)
      this.#onChange()
    })
    this.#gone = new Promise((resolve) => this.#child.once('close', () => resolve()))
    void this.#gone.then(() => {
      this.#over = true
      this.#onChange()
    })
  }

  /** How the process ended, if it did. */
  get ending(): number | NodeJS.Signals | null {
    return this.#child.exitCode ?? this.#child.signalCode
  }

  /** Opens a stream, or lists the devices; what comes of it are events. */
  tell(command: DeviceDirection | 'list'): void {
    this.#child.send(command)
  }

  /** Waits for one of some events of a direction (or of none), also for one that came before. */
  async event<Event extends DeviceMessage['event']>(
    events: readonly Event[],
    direction?: DeviceDirection,
  ): Promise<Message<Event>> {
    for (;;) {
      const found = this.#messages.find(
        (message): message is Message<Event> =>
          (events as readonly string[]).includes(message.event) &&
          (direction === undefined || ('direction' in message && message.direction === direction)),
      )
      if (found) return found
      if (this.#over) throw new Error(`The process is gone (${this.ending})`)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#gone
  }

  #onChange(): void {
    for (const check of this.#waiting.splice(0)) check()
  }
}
