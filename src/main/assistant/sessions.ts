import { contextOf } from '../../shared/conversation/context'
import { noticeOf } from '../../shared/conversation/notice'
import { appError, Failure } from '../../shared/ipc/result'
import { profileInUse } from '../../shared/profiles'
import type { TurnMode } from '../../shared/realtime/turn-mode'
import type { SessionState } from '../../shared/session/state'
import type { Settings } from '../../shared/settings'
import { pricing } from '../../shared/usage/pricing'
import type { Input } from '../session/machine/inputs'
import type { Conversations } from './conversations/conversations'
import type { Endpoints } from './endpoints/endpoints'
import { InOrder } from '../../shared/in-order'
import type { Sound } from '../ports/assistant'
import { sessionSettingsOf } from './endpoints/session-settings'
import type { SettingsKeeper } from './settings-keeper'

interface SessionParts {
  readonly sound: Sound
  readonly conversations: Conversations
  readonly endpoints: Endpoints
  readonly settings: SettingsKeeper
  /** Resolves when nothing else uses the devices. */
  readonly freeDevices: () => Promise<void>
}

/**
 * Opens and closes sessions, one at a time, and takes turns in them. Talking or typing opens a session if there is none. A
 * new session in a conversation that already has turns gets their text as context.
 */
export class Sessions {
  readonly #parts: SessionParts
  readonly #order = new InOrder()
  /** The talk key went down before there was a session, and has not come up. */
  #pressed = false
  #closed = false
  /** The profile that the last session was opened with. */
  #profileId: string | null = null
  /** The settings changed while an answer was under way. */
  #waitsToAdjust = false
  /** Whether the microphone is muted. Applies to later sessions too: a new one must not listen unexpectedly. */
  #muted = false

  constructor(parts: SessionParts) {
    this.#parts = parts
  }

  get state(): SessionState {
    return this.#parts.conversations.live.sessionState
  }

  /** Opens a session. @throws Failure `endpoint.*` if the server in use can't be reached */
  start(): Promise<void> {
    return this.#order.run(() => this.#open())
  }

  stop(): Promise<void> {
    return this.#order.run(() => this.#end())
  }

  /** Restarts the session, if there is one, with the current settings. */
  restart(): Promise<void> {
    return this.#order.run(async () => {
      if (!this.#isOpen()) return
      await this.#end()
      await this.#open()
    })
  }

  /** Ends the session and starts an empty conversation. One off the record is never written to disk. */
  begin(offTheRecord = false): Promise<void> {
    return this.#order.run(async () => {
      await this.#end()
      this.#parts.conversations.begin(offTheRecord)
    })
  }

  /**
   * Ends the session and continues a conversation from the history.
   * @throws Failure `conversation.not_found`
   */
  continue(id: string): Promise<void> {
    return this.#order.run(async () => {
      if (id !== this.#parts.conversations.live.id) await this.#end()
      await this.#parts.conversations.continue(id)
    })
  }

  /** The talk key goes down. */
  async press(): Promise<void> {
    this.#showLive()
    if (this.state.phase === 'ready') {
      this.post({ type: 'press' })
      return
    }
    this.#pressed = true
    try {
      await this.start()
      if (this.#isPressed()) this.post({ type: 'press' })
    } finally {
      this.#pressed = false
    }
  }

  /** The talk key comes up: the turn is sent, or cancelled. */
  letGo(how: 'release' | 'discard_turn'): void {
    this.#pressed = false
    this.post({ type: how })
  }

  /** Sends a typed turn. Returns its item's identifier. */
  type(text: string): Promise<string> {
    return this.#order.run(async () => {
      await this.#open()
      const turn = this.#parts.conversations.live.session?.type(text)
      if (!turn || !this.#isOpen()) throw new Failure('session.not_open')
      return turn.itemId
    })
  }

  /**
   * Starts something that needs the devices for itself. A session that is opened later frees them first.
   * @throws Failure `audio.in_use`, `app.closing`
   */
  withFreeDevices(begin: () => void): Promise<void> {
    return this.#order.run(async () => {
      if (this.#closed) throw closing()
      if (this.#isOpen()) throw devicesInUse()
      await this.#end() // its devices may still be opening
      begin()
    })
  }

  mute(muted: boolean): void {
    this.#muted = muted
    this.post({ type: 'mute', muted })
  }

  changeMode(mode: TurnMode): void {
    this.post({ type: 'change_mode', mode })
  }

  /** Applies settings to the open session. What can't change during an answer changes after it. */
  adjust(settings: Settings): void {
    const profile = profileInUse(settings)
    if (profile.id !== this.#profileId) return // another server: the session is opened anew
    this.#waitsToAdjust = this.state.phase === 'ready' && this.state.activity !== 'waiting'
    const { model: _model, mode: _mode, server: _server, ...adjustable } = sessionSettingsOf(settings, profile)
    this.post({ type: 'adjust', settings: adjustable })
  }

  /** Applies settings that had to wait for the end of an answer. */
  follow(state: SessionState): void {
    if (!this.#waitsToAdjust || state.phase !== 'ready' || state.activity !== 'waiting') return
    this.adjust(this.#parts.settings.current)
  }

  post(input: Input): void {
    this.#parts.conversations.live.session?.post(input)
  }

  /** Ends the session for good. */
  close(): Promise<void> {
    this.#closed = true
    return this.stop()
  }

  async #open(): Promise<void> {
    if (this.#closed) throw closing()
    this.#showLive()
    if (this.#isOpen()) return
    const { conversations, endpoints, settings, sound, freeDevices } = this.#parts
    const chosen = profileInUse(settings.current)
    const { endpoint, transport } = await endpoints.reach(chosen)
    await freeDevices()
    await this.#end() // the last session's devices may still be closing
    const { live } = conversations
    const latest = settings.current // the user may have changed something meanwhile
    const session = conversations.newSession({ transport, microphone: sound.microphone, speaker: sound.speaker })
    live.runsOn({ model: chosen.model, endpoint: endpoint.name }, pricing(chosen.kind, chosen.model))
    const context = contextOf(live.conversation.snapshot())
    if (context.messages.length > 0)
      conversations.notice(noticeOf('info', appError(context.complete ? 'session.told_all' : 'session.told_the_end')))
    const profile = latest.profiles.find(({ id }) => id === chosen.id) ?? chosen
    this.#profileId = profile.id
    this.#waitsToAdjust = false
    session.start({ ...sessionSettingsOf(latest, profile), model: chosen.model }, context.messages)
    if (this.#muted) this.post({ type: 'mute', muted: true })
  }

  async #end(): Promise<void> {
    await this.#parts.conversations.live.session?.stop()
  }

  /** Whether the talk key is still down: it may have come up while the session was opening. */
  #isPressed(): boolean {
    return this.#pressed
  }

  #isOpen(): boolean {
    return this.state.phase === 'connecting' || this.state.phase === 'ready'
  }

  #showLive(): void {
    this.#parts.conversations.showLive()
  }
}

const closing = (): Failure => new Failure('app.closing')

const devicesInUse = (): Failure => new Failure('audio.in_use')
