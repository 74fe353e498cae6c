import { SoundHost } from '../../src/main/audio/process/sound-host'
import type { AudioDevice, InputStream, OutputStream } from '../../src/main/audio/audio-device'
import type { ChildListener, LaunchChild } from '../../src/shared/child-program'
import type { Clock } from '../../src/shared/clock'

/** Sound processes that run in this one, and what a test can do to them. */
export class FakeSoundProcesses {
  readonly #device: () => AudioDevice
  readonly #clock: Clock
  readonly #running: Running[] = []
  /** How many were started so far. */
  started = 0

  constructor(device: () => AudioDevice, clock: Clock) {
    this.#device = device
    this.#clock = clock
  }

  readonly launch: LaunchChild = (listener) => {
    this.started += 1
    const running = new Running(this.#device(), this.#clock, listener, () => {
      this.#running.splice(this.#running.indexOf(running), 1)
    })
    this.#running.push(running)
    return running
  }

  get running(): number {
    return this.#running.length
  }

  /** The oldest one dies, as by a fault in native code. */
  crash(): void {
    this.#running[0]?.kill()
  }

  /** The oldest one says and hears nothing any more. */
  hang(): void {
    this.#running[0]?.hang()
  }
}

class Running {
  readonly #listener: ChildListener
  readonly #streams = new Set<InputStream | OutputStream>()
  readonly #onEnd: () => void
  #take: (message: unknown) => void = () => undefined
  #state: 'runs' | 'hangs' | 'gone' = 'runs'

  constructor(device: AudioDevice, clock: Clock, listener: ChildListener, onEnd: () => void) {
    this.#listener = listener
    this.#onEnd = onEnd
    new SoundHost(this.#observed(device), clock, {
      post: (message) => this.#deliver(message, (copy) => listener.onMessage(copy)),
      listen: (onMessage) => {
        this.#take = onMessage
      },
    })
  }

  post(message: unknown): void {
    this.#deliver(message, (copy) => this.#take(copy))
  }

  kill(): void {
    if (this.#state === 'gone') return
    this.#state = 'gone'
    for (const stream of this.#streams) void stream.close()
    this.#onEnd()
    this.#listener.onExit()
  }

  hang(): void {
    this.#state = 'hangs'
  }

  /** Messages are copied and take a moment, as between processes. */
  #deliver(message: unknown, take: (copy: unknown) => void): void {
    const copy: unknown = structuredClone(message)
    queueMicrotask(() => {
      if (this.#state === 'runs') take(copy)
    })
  }

  /** The device, whose streams end with the process. */
  #observed(device: AudioDevice): AudioDevice {
    const keep = <Stream extends InputStream | OutputStream>(stream: Stream): Stream => {
      this.#streams.add(stream)
      return stream
    }
    return {
      list: () => device.list(),
      openInput: async (request) => keep(await device.openInput(request)),
      openOutput: async (request) => {
        const stream = keep(await device.openOutput(request))
        return {
          ...stream,
          // What is gone does nothing more, be it that something is waited for.
          write: (samples) => (this.#state === 'gone' ? new Promise<void>(() => undefined) : stream.write(samples)),
        }
      },
    }
  }
}
