import type { Clock } from '../../shared/clock'
import type { Transcript } from '../../shared/conversation/transcript'
import type { ExportFormat } from '../../shared/history/export-format'
import type { HistoryPort } from '../../shared/history/port'
import type { RecordingsPort } from '../../shared/history/recording'
import type { AppSnapshot, AudioDeviceSummary, EchoStatus, ExportOutcome } from '../../shared/ipc/contract'
import type { AppError } from '../../shared/ipc/result'
import type { EndpointProfile } from '../../shared/realtime/endpoints'
import type { TrafficListener } from '../../shared/realtime/traffic'
import type { Settings } from '../../shared/settings'
import type { SoundSettings } from '../../shared/sound-settings'
import type { LogPort } from './log'
import type { Microphone, Speaker, Transport } from './session'

/** What the assistant needs from the world; hosts and the composition root provide it, tests pass fakes. */

/** Keeps one key for each profile, under the profile's identifier. What it reads never leaves the main process. */
export interface Secrets {
  /** How well the keys are protected: by the system's key ring, by a file's permissions, or by not being kept at all. */
  readonly protection: AppSnapshot['keyProtection']
  has(profile: string): Promise<boolean>
  read(profile: string): Promise<string | undefined>
  write(profile: string, key: string): Promise<void>
  remove(profile: string): Promise<void>
}

/** A file that the user is to have. It is made while it is read, and never as a whole in memory. */
export interface FileToSave {
  /** With its extension, and fit for every system. */
  readonly suggestedName: string
  /** Without its dot. */
  readonly extension: string
  readonly mediaType: string
  readonly content: AsyncIterable<string | Uint8Array>
}

/** Lets the user keep a file: by a dialog, or by the browser's download. */
export type SaveFile = (file: FileToSave) => Promise<ExportOutcome>

/** The recording of one part of a conversation. */
export interface RecordedSound {
  readonly mediaType: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Which conversations are exported, and how. */
export interface ExportRequest {
  readonly ids: readonly string[]
  readonly format: ExportFormat
  /** @throws Failure `conversation.not_found` */
  readonly read: (id: string) => Promise<Transcript>
  /** Returns the recording of a conversation's part if the export includes sound; only HTML can hold it. */
  readonly audio?: (conversationId: string, itemId: string, contentIndex: number) => Promise<RecordedSound | null>
  /** Whether the files are packed into an archive; by default if there are several. */
  readonly packed?: boolean
}

/** Settings as they were found, and what is to be said about it if something was wrong with them. */
export interface LoadedSettings {
  readonly settings: Settings
  readonly notice: AppError | null
}

export interface SettingsStore {
  /** Never rejects: what can't be read is kept aside, and the defaults are used. */
  load(): Promise<LoadedSettings>
  /** @throws Failure `settings.not_saved` */
  save(settings: Settings): Promise<void>
}

/** The server that is a part of Parley. */
export interface DemoEndpoint {
  /** Where it listens; started by the first call. */
  url(): Promise<string>
  close(): Promise<void>
}

/** What the microphone hears and the speaker plays; gets samples at any rate, as they come. */
export interface SoundMeter {
  heard(samples: Int16Array): void
  played(samples: Int16Array): void
}

export interface Sound {
  readonly microphone: Microphone
  readonly speaker: Speaker
}

/** Gets a look at all that is heard and played, and at what becomes of the echo. */
export interface SoundListener extends SoundMeter {
  onEcho(status: EchoStatus): void
}

/** The sound of this run: opened and closed by sessions, used by one at a time. */
export interface SoundPort extends Sound {
  /** Puts settings into force, also while something is open. */
  configure(settings: SoundSettings): void
}

/** The file in which events are recorded while the user wants that: one, which stays until the next one or its removal. */
export interface EventFilePort {
  /**
   * Begins it anew.
   * @param onFailure told once when nothing more can be written to it
   * @throws Failure `diagnostics.not_recorded`
   */
  begin(onFailure: (error: AppError) => void): Promise<EventFileWriter>
  /** How many bytes it has; null when there is none. */
  size(): Promise<number | null>
  read(): AsyncIterable<Uint8Array>
  remove(): Promise<void>
}

export interface EventFileWriter {
  /** Appends a line; does nothing after the end or a failure. */
  write(line: string): void
  /** Resolves when everything is written, or never will be. Never rejects. */
  close(): Promise<void>
}

/** What Parley runs on, for bug reports. */
export interface Environment {
  /** The operating system with its version. */
  readonly system: string
  readonly architecture: string
  /** The user's language and region, such as `de-AT`. */
  readonly locale: string
  /** What runs the program (Node, Electron, Chromium), with its version. */
  readonly runtimes: Readonly<Record<string, string>>
}

/** What a connection has besides its server. */
export interface AroundConnection {
  /** How servers are reached. */
  readonly network: Settings['network']
  /** Sees what goes over it. */
  readonly traffic: TrafficListener
}

export interface AssistantPorts {
  readonly log: LogPort
  readonly clock: Clock
  readonly host: AppSnapshot['host']
  readonly version: string
  readonly environment: Environment
  readonly settings: SettingsStore
  /** Whether the demo endpoint is used in this run, whatever the settings say. */
  readonly demoOnly: boolean
  readonly secrets: Secrets
  readonly demo: DemoEndpoint
  readonly history: HistoryPort
  readonly recordings: RecordingsPort
  /** Where windows find recordings; the conversation's identifier follows. */
  readonly recordingsUrl: string
  /** @throws Failure `endpoint.bad_url`, `endpoint.bad_key`, `network.*` */
  readonly transportTo: (
    endpoint: EndpointProfile,
    model: string,
    key: string | undefined,
    around: AroundConnection,
  ) => Promise<Transport>
  readonly eventFile: EventFilePort
  /** Opens nothing yet. */
  readonly sound: (settings: SoundSettings, listener: SoundListener) => SoundPort
  readonly listDevices: () => Promise<readonly AudioDeviceSummary[]>
  /** Makes a file of one conversation, or an archive of several, while it is read. @throws Failure `export.empty` */
  readonly exportFile: (request: ExportRequest) => Promise<FileToSave>
  readonly readFile: (path: string) => AsyncIterable<Uint8Array>
  readonly saveFile: SaveFile
  readonly openLink: (url: string) => Promise<void>
}
