import type { ContextMessage } from '../../shared/conversation/context'
import { Conversation } from '../../shared/conversation/conversation'
import type { Notice } from '../../shared/conversation/item'
import { noticeOf } from '../../shared/conversation/notice'
import type { Patch } from '../../shared/conversation/patches'
import { appendAll } from '../../shared/append-all'
import type { Clock } from '../../shared/clock'
import { guarded } from '../../shared/guarded'
import { type AppError, appError, toAppError } from '../../shared/ipc/result'
import type { ClientEvent } from '../../shared/realtime/client-events'
import { assertNever } from '../../shared/assert-never'
import type { Parsed } from '../../shared/realtime/parse'
import { saidByServer } from '../../shared/realtime/said-by-server'
import type { ServerEvent } from '../../shared/realtime/server-events'
import { type SessionSettings, toSessionUpdate } from '../../shared/realtime/session-config'
import { sameState, type SessionState } from '../../shared/session/state'
import { AudioPayloads } from './audio-payload'
import { isKnownTo } from './machine/abilities'
import type { Effect } from './machine/effects'
import type { Input } from './machine/inputs'
import { truncate } from './machine/interruption'
import { transition } from './machine/machine'
import { isAboutAnswer } from './machine/server-events'
import { type MachineState, toSessionState } from './machine/state'
import type { TypedTurn } from './machine/typed-turn'
import type {
  AudioPart,
  Connection,
  DeviceChange,
  Microphone,
  Speaker,
  Transport,
  TransportListener,
} from '../ports/session'
import { ContextEcho } from './context-echo'
import { DeadlineTimer } from './deadline-timer'
import { IdNamespace } from './id-namespace'
import { SentRequests } from './sent-requests'
import { SessionAudio } from './session-audio'
import { noRecorder } from './tape/no-recorder'
import { SessionTape, type TapeRecorder } from './tape/session-tape'

export interface SessionPorts {
  readonly transport: Transport
  readonly microphone: Microphone
  readonly speaker: Speaker
  readonly clock: Clock
  /** Records the sound of both sides if the user wants that. */
  readonly recorder?: TapeRecorder
}

/** What a session reports, in order. */
export type SessionUpdate =
  | { readonly type: 'state'; readonly state: SessionState }
  | { readonly type: 'patches'; readonly patches: readonly Patch[] }
  /** A frame of the server, for the event inspector and for scripts; `wireType` is the server's own name for it. */
  | { readonly type: 'frame'; readonly wireType: string; readonly frame: Parsed<ServerEvent> }
  /** A device could not be opened, or was lost; the session goes on without it. */
  | { readonly type: 'device_lost'; readonly device: 'microphone' | 'speaker'; readonly error: AppError }
  /** The microphone is a file, and the file has ended. */
  | { readonly type: 'microphone_ended' }

/**
 * Runs a session, which is one connection: feeds the machine from one queue and carries out its effects. Nothing else
 * changes state, and every input is finished before the next one starts. Items go into a conversation, which may have had
 * other sessions.
 */
export class SessionService {
  readonly conversation: Conversation
  readonly #ports: SessionPorts
  readonly #audio: SessionAudio
  readonly #payloads = new AudioPayloads()
  readonly #tape: SessionTape
  readonly #deadlines: DeadlineTimer
  readonly #requests = new SentRequests()
  readonly #listeners = new Set<(update: SessionUpdate) => void>()
  readonly #queue: Input[] = []
  /** Effects of the current input that are still to be carried out. */
  readonly #effects: Effect[] = []
  #running = false
  /** Whether the speaker still has to report how much of an interrupted answer was heard. Everything else waits. */
  #silencing = false
  #onIdle: (() => void)[] = []
  /** Whether the microphone has delivered a frame since it was opened. */
  #hearing = false
  #contextEcho = new ContextEcho([])
  #ids = new IdNamespace(new Set(), [])
  #state: MachineState = { phase: 'idle' }
  /** Whether the state has changed since it was last reported. */
  #changed = false
  /** The state as it was last reported. */
  #shown: SessionState = { phase: 'idle' }
  #connection: Connection | null = null

  constructor(ports: SessionPorts, conversation = new Conversation()) {
    this.#ports = ports
    this.conversation = conversation
    this.#tape = new SessionTape(ports.recorder ?? noRecorder)
    this.#deadlines = new DeadlineTimer(ports.clock, (deadline) => this.post({ type: 'overdue', deadline }))
    this.#audio = new SessionAudio(ports, {
      microphone: {
        onFrame: (samples) => this.#hear(samples),
        onEnd: () => this.#tell({ type: 'microphone_ended' }),
        onFailure: (error) => this.#loseDevice('microphone', error),
        onChange: (change) => this.#changeDevice('microphone', change),
        onEchoCancelled: (cancelled) => this.post({ type: 'echo_cancelled', cancelled }),
      },
      speaker: {
        onProgress: (played) => this.post({ type: 'playing', part: played }),
        onHeard: (played) => this.post({ type: 'heard', part: played }),
        onFailure: (error) => this.#loseDevice('speaker', error),
        onChange: (change) => this.#changeDevice('speaker', change),
      },
      onUnavailable: (device, error) => this.#loseDevice(device, error),
    })
  }

  get state(): SessionState {
    return toSessionState(this.#state)
  }

  /** Subscribes to everything from now on. Returns a function that unsubscribes. */
  subscribe(listener: (update: SessionUpdate) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Opens the session, once. Listeners receive everything that follows.
   * @param context earlier messages of the conversation, for the model
   */
  start(settings: SessionSettings, context: readonly ContextMessage[] = []): void {
    this.#contextEcho = new ContextEcho(context)
    this.#ids = new IdNamespace(this.conversation.names(), context)
    this.post({ type: 'start', settings, context })
  }

  /** Sends a typed turn, now or as soon as the session is open. */
  type(text: string): TypedTurn {
    const turn = { itemId: this.conversation.newTurnId(this.#ports.clock.wallTime()), text }
    this.post({ type: 'type', turn })
    return turn
  }

  /** Queues an input, and handles it at once unless another is being handled. */
  post(input: Input): void {
    this.#queue.push(input)
    this.#proceed()
  }

  /** Resolves when everything that was posted has been handled. */
  settled(): Promise<void> {
    if (!this.#silencing && this.#queue.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.#onIdle.push(resolve))
  }

  /** Ends the session; resolves when the socket and every device are closed. */
  async stop(): Promise<void> {
    this.post({ type: 'stop' })
    await this.settled()
    await Promise.allSettled([this.#connection?.close(), this.#closeAudio()])
  }

  /** Carries out effects, then takes the next input, until there is none or an effect must be waited for. */
  #proceed(): void {
    if (this.#running) return
    this.#running = true
    try {
      let goesOn = true
      while (goesOn && !this.#silencing) goesOn = guarded(() => this.#proceedOne(), true)
    } finally {
      this.#running = false
    }
  }

  /** Whether there was anything to do. */
  #proceedOne(): boolean {
    const effect = this.#effects.shift()
    if (!effect) return this.#takeInput()
    this.#run(effect)
    return true
  }

  /** Whether there was an input to take. */
  #takeInput(): boolean {
    this.#tellState()
    const input = this.#queue.shift()
    if (!input) {
      for (const tell of this.#onIdle.splice(0)) tell()
      return this.#queue.length > 0
    }
    const heard = isHeard(this.#state, input)
    const [state, effects] = transition(this.#state, input)
    // Frames come a hundred times a second and change nothing visible.
    this.#changed ||= state !== this.#state && input.type !== 'frame'
    this.#state = state
    if (input.type !== 'frame') this.#deadlines.follow(state, heard)
    appendAll(this.#effects, effects)
    return true
  }

  #run(effect: Effect): void {
    switch (effect.type) {
      case 'connect':
        this.#connect()
        return
      case 'disconnect':
        void this.#connection?.close()
        void this.#closeAudio()
        return
      case 'configure':
        this.#tape.takesTurns(effect.settings.mode)
        this.#send(toSessionUpdate(effect.settings))
        this.#audio.use(effect.settings.mode)
        if (effect.settings.mode === 'text') this.#setHearing(false) // it closes, and delivers nothing more
        return
      case 'open_devices':
        this.#audio.use(effect.mode)
        return
      case 'send':
        this.#send(effect.event)
        return
      case 'send_audio':
        this.#tape.sent(effect.samples)
        this.#connection?.sendAudio(effect.samples)
        return
      case 'play':
        this.#play(effect.part, this.#payloads.decode(effect.part, effect.base64))
        return
      case 'finish_part':
        this.#payloads.finish(effect.part)
        this.#tape.partFinished(effect.part)
        this.#ports.speaker.finish(effect.part)
        return
      case 'silence':
        this.#silencing = true
        void this.#silence(effect.thenSend).finally(() => {
          this.#silencing = false
          this.#proceed()
        })
        return
      case 'show_typed':
        this.#showTyped(effect.turn)
        return
      case 'settle_answer':
        this.#keep(this.conversation.settleAnswer(effect.responseId, effect.status))
        return
      case 'end_transcript':
        this.#keep(this.conversation.endTranscript(effect.itemId, this.#ports.clock.wallTime()))
        return
      case 'show_error':
        this.#keep(this.conversation.apply(effect.event, this.#ports.clock.wallTime()))
        return
      case 'tell_setting_refused':
        this.#notice(
          'warning',
          appError('settings.refused_by_server', {
            ...{ setting: effect.setting, said: saidByServer(effect.error.message) },
          }),
        )
        return
      case 'tell_error':
        this.#notice('error', effect.error)
        return
      case 'mark_heard':
        this.#keep(this.conversation.markHeard(effect.part.itemId, effect.part.contentIndex, effect.heardMs))
        return
      default:
        return assertNever(effect)
    }
  }

  #connect(): void {
    const listener: TransportListener = {
      onFrame: (frame, wireType) => this.#receive(frame, wireType),
      onAudioDropped: (ms) => {
        this.#tape.dropped(ms)
        this.#notice('warning', appError('network.slow', { ms }))
      },
      onWarning: (error) => this.#notice('warning', error),
      onClose: (error) => this.#disconnected(error ?? null),
    }
    try {
      this.#connection = this.#ports.transport.connect(listener)
    } catch (error) {
      this.#disconnected(toAppError(error))
    }
  }

  #disconnected(error: AppError | null): void {
    this.#tape.closed()
    if (error) this.#notice('error', error)
    this.#keep(this.conversation.abandon())
    this.post({ type: 'disconnected', error })
    // Only after the speaker has reported what was heard.
    void this.settled().then(() => this.#closeAudio())
  }

  #receive(frame: Parsed<ServerEvent>, wireType: string): void {
    this.#tell({ type: 'frame', wireType, frame })
    // A closing connection may still send events, about a session that is over.
    if (frame.kind !== 'event' || this.#state.phase === 'closed') return
    const event = this.conversation.named(this.#ids.toOurs(frame.event))
    this.#requests.confirm(event)
    if (event.type === 'error') {
      this.post({ type: 'server_event', event, refused: this.#requests.refusedBy(event.error) })
      return
    }
    // A fault in the conversation must not keep the event from the session.
    guarded(() => this.#fold(event), undefined)
    guarded(() => this.#tape.serverEvent(event), undefined)
    this.post({ type: 'server_event', event })
  }

  #fold(event: ServerEvent): void {
    if (!this.#contextEcho.has(event)) this.#keep(this.conversation.apply(event, this.#ports.clock.wallTime()))
  }

  #send(event: ClientEvent): void {
    if (this.#state.phase === 'ready' && !isKnownTo(this.#state.settings.server, event)) return
    this.#tape.sentEvent(event)
    this.#connection?.send(this.#ids.toTheirs(this.#requests.add(event)))
  }

  #play(part: AudioPart, samples: Int16Array): void {
    this.#tape.played(part, samples)
    this.#ports.speaker.enqueue(part, samples)
  }

  #closeAudio(): Promise<void> {
    this.#hearing = false
    return this.#audio.close()
  }

  #hear(samples: Int16Array): void {
    if (!this.#hearing) this.#setHearing(true)
    this.post({ type: 'frame', samples })
  }

  #setHearing(hearing: boolean): void {
    this.#hearing = hearing
    this.post({ type: 'microphone', open: hearing })
  }

  async #silence(thenSend: readonly ClientEvent[]): Promise<void> {
    this.#payloads.clear()
    this.#tape.silenced()
    const silenced = this.#ports.speaker.interrupt()
    for (const event of thenSend) this.#send(event)
    const truncation = truncate(await silenced)
    const later = this.#effects.splice(0)
    appendAll(this.#effects, truncation)
    appendAll(this.#effects, later)
  }

  #showTyped({ itemId, text }: TypedTurn): void {
    const content = [{ type: 'input_text', text }]
    const item = { id: itemId, type: 'message', role: 'user', status: 'completed', content }
    this.#keep(this.conversation.apply({ type: 'conversation.item.added', item }, this.#ports.clock.wallTime()))
  }

  #loseDevice(device: 'microphone' | 'speaker', error: AppError): void {
    this.#audio.forget(device)
    if (device === 'microphone') this.#setHearing(false)
    else this.post({ type: 'speaker_lost' })
    this.#notice('warning', error)
    this.#tell({ type: 'device_lost', device, error })
  }

  /** A device that switches to another one by itself reports it. */
  #changeDevice(device: 'microphone' | 'speaker', { kind, error }: DeviceChange): void {
    if (kind === 'missing' && device === 'microphone') this.#setHearing(false)
    this.#notice(kind === 'missing' ? 'warning' : 'info', error)
    if (kind === 'missing') this.#tell({ type: 'device_lost', device, error })
  }

  #notice(level: Notice['level'], error: AppError): void {
    this.#keep(this.conversation.addNotice(noticeOf(level, error), this.#ports.clock.wallTime()))
  }

  #keep(patches: readonly Patch[]): void {
    if (patches.length === 0) return
    this.#tell({ type: 'patches', patches })
  }

  #tellState(): void {
    if (!this.#changed) return
    this.#changed = false
    const { state } = this
    if (sameState(state, this.#shown)) return
    this.#shown = state
    this.#tell({ type: 'state', state })
  }

  #tell(update: SessionUpdate): void {
    for (const listener of this.#listeners) guarded(() => listener(update), undefined)
  }
}

/** Whether an input restarts the session's deadlines. */
function isHeard(state: MachineState, input: Input): boolean {
  if (input.type === 'retry') return true
  return state.phase === 'ready' && input.type === 'server_event' && isAboutAnswer(state, input.event)
}
