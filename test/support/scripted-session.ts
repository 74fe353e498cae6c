import type { ClientEvent } from '../../src/shared/realtime/client-events'
import { contextOf } from '../../src/shared/conversation/context'
import { Conversation } from '../../src/shared/conversation/conversation'
import type { ServerEvent } from '../../src/shared/realtime/server-events'
import { defaultSettings, type SessionSettings } from '../../src/shared/realtime/session-config'
import type { SessionState } from '../../src/shared/session/state'
import type { MicrophoneListener, PlayedAudio, TransportListener } from '../../src/main/ports/session'
import { SessionService } from '../../src/main/session/service'
import { ManualClock } from './manual-clock'

/** A session on the manual clock whose server says what a test has it say. */
export class ScriptedSession {
  readonly clock = new ManualClock()
  readonly service: SessionService
  /** What was sent, in order; sound as `append`. */
  readonly sent: (ClientEvent | 'append')[] = []
  /** The items whose sound was played, a line for each delta. */
  readonly played: string[] = []
  /** What the speaker says was heard when it is next interrupted. */
  interrupted: readonly PlayedAudio[] = []
  #server: TransportListener | undefined
  #microphone: MicrophoneListener | undefined

  /** Begins a session; the server has not greeted yet. */
  constructor(settings: Partial<SessionSettings>, conversation = new Conversation()) {
    this.service = new SessionService(
      {
        clock: this.clock,
        microphone: {
          open: (listener) => {
            this.#microphone = listener
            return Promise.resolve()
          },
          close: () => Promise.resolve(),
        },
        speaker: {
          open: () => Promise.resolve(),
          enqueue: ({ itemId }) => void this.played.push(itemId),
          finish: () => undefined,
          interrupt: () => Promise.resolve(this.interrupted),
          close: () => Promise.resolve(),
        },
        transport: {
          connect: (listener) => {
            this.#server = listener
            return {
              send: (event) => void this.sent.push(event),
              sendAudio: () => void this.sent.push('append'),
              close() {
                listener.onClose()
                return Promise.resolve()
              },
            }
          },
        },
      },
      conversation,
    )
    this.service.start({ ...defaultSettings, ...settings }, contextOf(conversation.snapshot()).messages)
  }

  /** The server says something. */
  readonly hear = (event: ServerEvent): void => this.#server?.onFrame({ kind: 'event', event }, event.type)

  /** Begins a session that the server has greeted. */
  static open(settings: Partial<SessionSettings>, conversation?: Conversation): ScriptedSession {
    const session = new ScriptedSession(settings, conversation)
    session.hear({ type: 'session.created', session: {} })
    return session
  }

  /** Holds the talk key for 200 ms of sound. */
  async speak(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve)) // the microphone opens
    this.service.post({ type: 'press' })
    await this.service.settled()
    this.listen(20)
    this.service.post({ type: 'release' })
  }

  /** The microphone delivers frames of 10 ms. */
  listen(frames: number): void {
    for (let frame = 0; frame < frames; frame++) this.#microphone?.onFrame(new Int16Array(240).fill(7))
  }

  /** The types of what was sent, without sound. */
  get types(): readonly string[] {
    return this.sent.flatMap((event) => (event === 'append' ? [] : [event.type]))
  }

  count(type: string): number {
    return this.types.filter((other) => other === type).length
  }

  /** The last event of a type that was sent. */
  last<T extends ClientEvent['type']>(type: T): Extract<ClientEvent, { type: T }> | undefined {
    return this.sent.findLast(
      (event): event is Extract<ClientEvent, { type: T }> => event !== 'append' && event.type === type,
    )
  }

  /** What an open session shows; null for others. */
  get shown(): Extract<SessionState, { phase: 'ready' }> | null {
    return this.service.state.phase === 'ready' ? this.service.state : null
  }

  /** The codes of the notices in the conversation. */
  get notices(): readonly string[] {
    return this.service.conversation.snapshot().flatMap((item) => (item.kind === 'notice' ? [item.code] : []))
  }
}
