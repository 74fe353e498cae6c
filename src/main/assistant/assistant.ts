import { Readable } from 'node:stream'
import type { ItemId } from '../../shared/conversation/item'
import type { ExportFormat } from '../../shared/history/export-format'
import type { RecordingsPort } from '../../shared/history/recording'
import type {
  AppSnapshot,
  AudioDeviceSummary,
  AudioTestOutcome,
  Diagnostics,
  EchoStatus,
  Events,
  ExportOutcome,
  HotkeyStatus,
} from '../../shared/ipc/contract'
import { type AppError, toAppError } from '../../shared/ipc/result'
import { type Profile, profileInUse } from '../../shared/profiles'
import type { ServerAbilities } from '../../shared/realtime/server-abilities'
import type { TurnMode } from '../../shared/realtime/turn-mode'
import type { SessionState } from '../../shared/session/state'
import type { Settings, SettingsChange } from '../../shared/settings'
import { soundSettingsOf } from '../../shared/sound-settings'
import type { SessionUpdate } from '../session/service'
import { type AnnouncementListener, Announcements } from './announcements'
import { Archive } from './conversations/archive'
import { bugReport } from './diagnostics/bug-report'
import { Conversations } from './conversations/conversations'
import { DeviceTest } from './devices/device-test'
import { Endpoints } from './endpoints/endpoints'
import { ErrorLog } from './diagnostics/error-log'
import { EventLog } from './diagnostics/event-log'
import { EventRecording } from './diagnostics/event-recording'
import { LevelMeter } from './devices/levels'
import { checkedLink } from './links'
import type { AssistantPorts, LoadedSettings, SoundPort } from '../ports/assistant'
import type { LogPort } from '../ports/log'
import { Retention } from './conversations/retention'
import { Sessions } from './sessions'
import { SettingsKeeper } from './settings-keeper'
import { SilenceWatch } from './devices/silence-watch'
import { StorageWatch } from './conversations/storage-watch'
import { TalkKey } from './talk/talk-key'

/** Lines of the log in a bug report. */
const REPORTED_LINES = 500

/**
 * The program without its windows: settings, keys, conversations and the current session. Hosts show its state and pass on
 * what the user does; all windows see the same.
 */
export class Assistant {
  readonly #ports: AssistantPorts
  readonly #announcements = new Announcements()
  readonly #settings: SettingsKeeper
  readonly #log: EventLog
  readonly #errors: ErrorLog
  readonly #meter: LevelMeter
  readonly #silence: SilenceWatch
  readonly #sound: SoundPort
  readonly #endpoints: Endpoints
  readonly #conversations: Conversations
  readonly #deviceTest: DeviceTest
  readonly #retention: Retention
  readonly #storage: StorageWatch
  /** The saved conversations. */
  readonly archive: Archive
  /** The recording of events, for diagnostics. */
  readonly eventRecording: EventRecording
  readonly #sessions: Sessions
  readonly #talkKey: TalkKey
  #hotkey: HotkeyStatus = { kind: 'unavailable' }
  #echo: EchoStatus = { active: false, erleDb: null }
  #draft = ''

  /** @param loaded the settings as they were found */
  constructor(ports: AssistantPorts, loaded: LoadedSettings) {
    this.#ports = ports
    this.#settings = new SettingsKeeper(ports.settings, loaded, ports.demoOnly)
    this.#log = new EventLog(ports.clock)
    this.#errors = new ErrorLog(ports.clock)
    this.#meter = new LevelMeter(ports.clock, (levels) => this.#announcements.tell('audio.levels', levels))
    this.#silence = new SilenceWatch((silent) => this.#announcements.tell('audio.silence', { silent }))
    this.#sound = ports.sound(soundSettingsOf(this.settings), {
      heard: (samples) => {
        this.#meter.heard(samples)
        this.#silence.heard(samples)
      },
      played: (samples) => this.#meter.played(samples),
      onEcho: (status) => {
        this.#echo = status
        this.#announcements.tell('audio.echo', status)
      },
    })
    this.eventRecording = new EventRecording({
      ports,
      secrets: () => this.#log.secrets,
      mayRecord: () => !this.#conversations.live.offTheRecord,
      tell: (status) => this.#announcements.tell('diagnostics.recording', status),
      warn: (error) => this.#conversations.warn(error),
    })
    this.#endpoints = new Endpoints(ports, this.#log, () => ({
      network: this.settings.network,
      traffic: this.eventRecording.traffic,
    }))
    this.#conversations = new Conversations({
      ...ports,
      announcements: this.#announcements,
      onUpdate: (update) => this.#follow(update),
      keepsTranscripts: () => this.settings.privacy.keepTranscripts,
      keepsAudio: () => this.settings.privacy.keepAudio,
    })
    this.#deviceTest = new DeviceTest({
      clock: ports.clock,
      sound: this.#sound,
      tell: (phase) => this.#announcements.tell('audio.test', { phase }),
    })
    this.#sessions = new Sessions({
      sound: this.#sound,
      conversations: this.#conversations,
      endpoints: this.#endpoints,
      settings: this.#settings,
      freeDevices: () => this.#deviceTest.stop(),
    })
    this.archive = new Archive({
      ports,
      conversations: this.#conversations,
      begin: () => this.#sessions.begin(),
      forgetEvents: () => this.eventRecording.remove(),
    })
    this.#storage = new StorageWatch({ ports, announcements: this.#announcements, conversations: this.#conversations })
    this.#retention = new Retention(ports, () => this.settings.privacy)
    this.#talkKey = new TalkKey({
      clock: ports.clock,
      behaviour: () => this.settings.talkKey.behaviour,
      press: () => this.#sessions.press(),
      letGo: (how) => this.#sessions.letGo(how),
      tell: (state) => this.#announcements.tell('talk.changed', state),
    })
    this.#announcements.subscribe((name, payload) => {
      if (name === 'conversation.changed') this.#errors.follow(payload as Events['conversation.changed'])
    })
    if (loaded.notice) this.#conversations.warn(loaded.notice)
    this.#retention.begin()
  }

  /** Subscribes to every event for windows. Returns a function that unsubscribes. */
  subscribe(listener: AnnouncementListener): () => void {
    return this.#announcements.subscribe(listener)
  }

  /** Sends a command to the windows, from a menu or the tray. */
  command(name: Events['command']['name']): void {
    this.#announcements.tell('command', { name })
  }

  get state(): SessionState {
    return this.#sessions.state
  }

  get settings(): Settings {
    return this.#settings.current
  }

  /** Returns the state of everything at the moment of resolving. */
  async snapshot(): Promise<AppSnapshot> {
    const keys = await this.#endpoints.keys(this.settings.profiles)
    const recordings = await this.#storage.recordings()
    const eventRecording = await this.eventRecording.status()
    const view = this.#conversations.view()
    const isSame = view.conversation.id === recordings.conversationId
    const recordingsUrl = `${this.#ports.recordingsUrl}/${encodeURIComponent(view.conversation.id)}`
    return {
      ...view,
      conversation: { ...view.conversation, recordings: isSame ? recordings.recordings : [], recordingsUrl },
      host: this.#ports.host,
      version: this.#ports.version,
      session: this.state,
      settings: this.settings,
      keys,
      keyProtection: this.#ports.secrets.protection,
      talk: this.#talkKey.state,
      hotkey: this.#hotkey,
      silent: this.#silence.silent,
      echo: this.#echo,
      draft: this.#draft,
      storageTrouble: this.#storage.trouble,
      eventRecording,
    }
  }

  // --- turns ----------------------------------------------------------------------------------------------------

  /** Opens a session. Later faults are events. @throws Failure `endpoint.*` if the server in use can't be reached */
  start(): Promise<void> {
    return this.#sessions.start()
  }

  stop(): Promise<void> {
    return this.#sessions.stop()
  }

  /** The talk key, which the button, Space and the hotkey share. */
  get talkKey(): Pick<TalkKey, 'state' | 'down' | 'up' | 'tap' | 'lose' | 'cancel'> {
    return this.#talkKey
  }

  interrupt(): void {
    this.#sessions.post({ type: 'interrupt' })
  }

  retry(): void {
    this.#sessions.post({ type: 'retry' })
  }

  mute(muted: boolean): void {
    this.#sessions.mute(muted)
  }

  async changeMode(mode: TurnMode): Promise<void> {
    await this.changeSettings({ mode })
  }

  /** Sends a typed turn, and opens a session if there is none. */
  async type(text: string): Promise<{ readonly itemId: ItemId }> {
    return { itemId: await this.#sessions.type(text) }
  }

  /** Keeps unsent text. */
  keepDraft(text: string): void {
    this.#draft = text
  }

  // --- conversations --------------------------------------------------------------------------------------------

  /** Ends the session and starts an empty conversation. One off the record is never written to disk. */
  newConversation(offTheRecord = false): Promise<void> {
    return this.#sessions.begin(offTheRecord)
  }

  /**
   * Shows a conversation. A running session goes on; talking shows its conversation again.
   * @throws Failure `conversation.not_found`
   */
  openConversation(id: string): Promise<void> {
    return this.#conversations.show(id)
  }

  /** Ends the session and continues a conversation. @throws Failure `conversation.not_found` */
  continueConversation(id: string): Promise<void> {
    return this.#sessions.continue(id)
  }

  /** Shows the conversation that new turns go into. */
  showLive(): void {
    this.#conversations.showLive()
  }

  /** Removes an item from the conversation that is shown, and from the model's context in an open session. */
  removeItem(id: ItemId): void {
    this.#conversations.removeItem(id)
    if (this.#conversations.shown === this.#conversations.live) this.#sessions.post({ type: 'delete_item', itemId: id })
  }

  /** Exports the conversation that is shown. @throws Failure `export.*` */
  export(format: ExportFormat): Promise<ExportOutcome> {
    return this.archive.export({ ids: [this.#conversations.shown.id], format, withAudio: false })
  }

  // --- settings, keys, devices ----------------------------------------------------------------------------------

  /**
   * Applies a change of settings. Mode, instructions and sound change at once. Another server or model restarts the
   * session. Another voice applies to the next session if the assistant has spoken in this one. Faults are shown in the
   * conversation.
   */
  async changeSettings(change: SettingsChange): Promise<Settings> {
    const before = this.settings
    this.#settings.change(change)
    const after = this.settings
    this.#announcements.tell('settings.changed', after)
    if (change.privacy) this.#takePrivacy()
    if (before.audio.microphone !== after.audio.microphone) this.#silence.forget()
    this.#sound.configure(soundSettingsOf(after))
    if (change.mode !== undefined) this.#sessions.changeMode(after.mode)
    this.#sessions.adjust(after)
    for (const { id } of removedProfiles(before, after))
      await this.removeKey(id).catch((error: unknown) => this.#conversations.warn(toAppError(error)))
    if (runsElsewhere(before, after))
      await this.#sessions.restart().catch((error: unknown) => this.#conversations.warn(toAppError(error)))
    await this.#settings.save().catch((error: unknown) => this.#conversations.warn(toAppError(error)))
    return after
  }

  /** Tests a key and saves it if the server accepts it. @throws Failure if not */
  saveKey(profile: Profile, key: string): Promise<ServerAbilities> {
    return this.#endpoints.saveKey(profile, this.settings, key)
  }

  /** @throws Failure `keys.not_saved` */
  removeKey(profileId: string): Promise<void> {
    return this.#endpoints.removeKey(profileId)
  }

  /** Tests the connection to a server. @throws Failure that names the cause */
  testEndpoint(profile: Profile): Promise<ServerAbilities> {
    return this.#endpoints.test(profile, this.settings)
  }

  devices(): Promise<readonly AudioDeviceSummary[]> {
    return this.#ports.listDevices()
  }

  /**
   * Records from the chosen microphone and plays the recording through the chosen speaker.
   * @throws Failure `audio.*` if a session uses the devices, or if one of them can't be used
   */
  async testDevices(): Promise<AudioTestOutcome> {
    let running: Promise<AudioTestOutcome> | undefined
    await this.#sessions.withFreeDevices(() => {
      running = this.#deviceTest.run()
    })
    return (await running) ?? { heard: false, completed: false }
  }

  /** Ends the test of the devices, if there is one. */
  stopDeviceTest(): Promise<void> {
    return this.#deviceTest.stop()
  }

  /** Sets what the host's global hotkey can do. */
  showHotkey(status: HotkeyStatus): void {
    this.#hotkey = status
    this.#announcements.tell('hotkey.changed', status)
  }

  /** Reports why a press of the hotkey did nothing. */
  tellTrouble(error: AppError): void {
    this.#announcements.tell('app.trouble', error)
  }

  /** Shows a fault of the host in the conversation. */
  warn(error: AppError): void {
    this.#conversations.warn(error)
  }

  /** Returns the file of a recording; null if there is none. */
  readonly recording: RecordingsPort['read'] = (key) => this.#ports.recordings.read(key)

  /** The log, to show and to open. */
  get log(): LogPort {
    return this.#ports.log
  }

  diagnostics(): Diagnostics {
    return this.#log.read()
  }

  /** Keeps the code of a failed request for bug reports. */
  noteError({ code }: AppError): void {
    this.#errors.note(code)
  }

  /**
   * Saves a bug report.
   * @throws Failure `export.not_writable`
   */
  async saveBugReport(): Promise<ExportOutcome> {
    const { clock, version, host, environment, secrets } = this.#ports
    const at = clock.wallTime()
    const report = bugReport({
      at,
      version,
      host,
      environment,
      settings: this.settings,
      keys: await this.#endpoints.keys(this.settings.profiles),
      keyProtection: secrets.protection,
      hotkey: this.#hotkey,
      session: this.state,
      devices: await this.devices().catch(() => null), // the report says so
      diagnostics: this.diagnostics(),
      errors: this.#errors.read(),
      log: await this.log.lastLines(REPORTED_LINES),
    })
    return this.#ports.saveFile({
      suggestedName: `Parley bug report ${new Date(at).toISOString().slice(0, 10)}.md`,
      extension: 'md',
      content: Readable.from([this.#log.withoutKeys(report)]),
      mediaType: 'text/markdown',
    })
  }

  /** @throws Failure `links.refused` */
  async openLink(url: string): Promise<void> {
    await this.#ports.openLink(checkedLink(url))
  }

  /** Ends the session and closes everything; resolves when it is safe to leave the process. */
  async close(): Promise<void> {
    this.#talkKey.close()
    await this.#sessions.close()
    await this.#deviceTest.stop() // when none can begin any more
    this.#conversations.flush()
    this.#retention.close()
    this.#meter.close()
    await this.eventRecording.close()
    await this.archive.close()
    await Promise.allSettled([this.#ports.history.close(), this.#ports.recordings.close()])
    await this.#settings.settled()
    await this.#ports.demo.close()
  }

  /** Replaces an empty conversation by one that follows the settings as they are now. */
  #takePrivacy(): void {
    this.#retention.begin()
    if (!this.#conversations.live.hasItems) this.#conversations.begin()
  }

  #follow(update: SessionUpdate): void {
    if (update.type === 'frame') this.#log.record(update.frame, update.wireType)
    if (update.type === 'device_lost' && update.device === 'microphone') this.#talkKey.end()
    if (update.type !== 'state') return
    this.#talkKey.follow(update.state)
    this.#sessions.follow(update.state)
    this.#announcements.tell('session.state', update.state)
    this.#silence.follow(update.state)
  }
}

/** Whether these settings need different sessions: another server, or something that an open session can't change. */
const runsElsewhere = (before: Settings, after: Settings): boolean =>
  JSON.stringify(fixedFor(before)) !== JSON.stringify(fixedFor(after))

/** The fields of the profile in use that an open session can't change. */
function fixedFor(settings: Settings): unknown {
  const { id, kind, address, dialect, authentication, header, model, transcription } = profileInUse(settings)
  return [id, kind, address, dialect, authentication, header, model, transcription]
}

/** The profiles that a change has removed. */
const removedProfiles = (before: Settings, after: Settings): readonly Profile[] =>
  before.profiles.filter(({ id }) => !after.profiles.some((other) => other.id === id))
