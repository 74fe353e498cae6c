import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { AudioPart, PlayedAudio } from '../../src/main/ports/session'
import { timeLimit } from './time-limit'

/** What the child can be told, with the parameters of each command. */
export interface SoundCommand {
  list: undefined
  openMicrophone: undefined
  /** Answers when what the microphone heard last is so much silence. */
  quiet: { ms: number }
  /** Answers all that was heard, 24 kHz mono. */
  closeMicrophone: undefined
  openSpeaker: undefined
  enqueue: { part: AudioPart; samples: Int16Array }
  finish: { part: AudioPart }
  /** Answers `PlayedAudio[]`. */
  interrupt: undefined
  closeSpeaker: undefined
  /** Holds up the event loop. */
  busy: { ms: number }
  exit: undefined
}

export type SoundMessage =
  | { event: 'ready' | 'listening' | 'ended' }
  | { event: 'progress' | 'heard'; played: PlayedAudio }
  | { event: 'microphoneFailed' | 'speakerFailed'; code: string }
  | { event: 'answer'; id: number; value?: unknown; error?: string }

/**
 * The native device in a process of its own: PortAudio reads its surroundings when it is first used, and a fault in it
 * must not take the test run with it.
 */
export class SoundProcess {
  readonly #child: ChildProcess
  readonly #messages: SoundMessage[] = []
  readonly #closed: Promise<number | null>
  #waiting: (() => void)[] = []
  #lastId = 0
  #stderr = ''

  constructor(env: Readonly<Record<string, string>>) {
    this.#child = fork(fileURLToPath(new URL('sound-child.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...env, UV_THREADPOOL_SIZE: '16' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    })
    this.#child.on('message', (message) => {
      this.#messages.push(message as SoundMessage)
      this.#onChange()
    })
    this.#child.stderr?.on('data', (text: Buffer) => (this.#stderr += text.toString()))
    this.#closed = new Promise((resolve) => this.#child.once('close', (code) => resolve(code)))
    void this.#closed.then(() => this.#onChange())
  }

  async tell<Name extends keyof SoundCommand>(
    name: Name,
    ...[parameters]: SoundCommand[Name] extends undefined ? [] : [SoundCommand[Name]]
  ): Promise<unknown> {
    const id = ++this.#lastId
    this.#child.send({ id, name, parameters })
    const answer = await this.#find((message) => message.event === 'answer' && message.id === id)
    if (answer.event === 'answer' && answer.error !== undefined) throw new Error(answer.error)
    return answer.event === 'answer' ? answer.value : undefined
  }

  /** Waits for an event, also one that came before. */
  async event(
    event: SoundMessage['event'],
    matches: (message: SoundMessage) => boolean = () => true,
  ): Promise<SoundMessage> {
    return this.#find((message) => message.event === event && matches(message))
  }

  /** Leaves the process in the orderly way. @returns Its exit code; null when it had to be killed. */
  async exit(patienceMs = timeLimit(5000)): Promise<number | null> {
    if (this.#child.connected) this.#child.send({ id: 0, name: 'exit' })
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), patienceMs)
    const code = await this.#closed
    clearTimeout(timer)
    return code
  }

  async #find(matches: (message: SoundMessage) => boolean): Promise<SoundMessage> {
    for (;;) {
      const found = this.#messages.find(matches)
      if (found) return found
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`The sound process is gone: ${this.#stderr}`)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  #onChange(): void {
    for (const check of this.#waiting.splice(0)) check()
  }
}
