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

/** What the assistant needs from the world. Hosts and the composition root provide it; tests pass fakes. */

/** Stores one key for each profile, by the profile's identifier. Keys never leave the main process. */
export interface Secrets {
  /** What protects keys: the system's keyring, a file's permissions, or that they are kept in memory only. */
  readonly protection: AppSnapshot['keyProtection']
  has(profile: string): Promise<boolean>
  read(profile: string): Promise<string | undefined>
  write(profile: string, key: string): Promise<void>
  remove(profile: string): Promise<void>
}

/** A file for the user. Its content is made while it is read, and is never in memory as a whole. */
export interface FileToSave {
  /** A name with its extension that every system accepts. */
  readonly suggestedName: string
  /** Without its dot. */
  readonly extension: string
  readonly mediaType: string
  readonly content: AsyncIterable<string | Uint8Array>
}

/** Saves a file for the user: with a dialog, or as the browser's download. */
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

/** The settings that were found, and a notice if something was wrong with them. */
export interface LoadedSettings {
  readonly settings: Settings
  readonly notice: AppError | null
}

export interface SettingsStore {
  /** Never rejects. Moves a file that can't be read aside and returns the defaults. */
  load(): Promise<LoadedSettings>
  /** @throws Failure `settings.not_saved` */
  save(settings: Settings): Promise<void>
}

/** The demo server, which is part of Parley. */
export interface DemoEndpoint {
  /** Returns its address. The first call starts it. */
  url(): Promise<string>
  close(): Promise<void>
}

/** Receives what the microphone hears and the speaker plays, at any sample rate and in blocks of any length. */
export interface SoundMeter {
  heard(samples: Int16Array): void
  played(samples: Int16Array): void
}

export interface Sound {
  readonly microphone: Microphone
  readonly speaker: Speaker
}

/** Receives everything that is heard and played, and the state of the echo canceller. */
export interface SoundListener extends SoundMeter {
  onEcho(status: EchoStatus): void
}

/** Microphone and speaker. Sessions open and close them, one session at a time. */
export interface SoundPort extends Sound {
  /** Applies settings, also while a device is open. */
  configure(settings: SoundSettings): void
}

/** The recording of events: one file, which stays until the next recording or until it is removed. */
export interface EventFilePort {
  /**
   * Starts a recording and replaces the last one.
   * @param onFailure called once if nothing more can be written
   * @throws Failure `diagnostics.not_recorded`
   */
  begin(onFailure: (error: AppError) => void): Promise<EventFileWriter>
  /** Returns its size in bytes; null if there is none. */
  size(): Promise<number | null>
  read(): AsyncIterable<Uint8Array>
  remove(): Promise<void>
}

export interface EventFileWriter {
  /** Appends a line; does nothing after the end or a failure. */
  write(line: string): void
  /** Resolves when everything is written, or can't be. Never rejects. */
  close(): Promise<void>
}

/** The system that Parley runs on, for bug reports. */
export interface Environment {
  /** The operating system with its version. */
  readonly system: string
  readonly architecture: string
  /** The user's language and region, such as `de-AT`. */
  readonly locale: string
  /** The versions of Node, Electron and Chromium. */
  readonly runtimes: Readonly<Record<string, string>>
}

/** What a connection needs besides its server. */
export interface AroundConnection {
  /** Proxy and certificates. */
  readonly network: Settings['network']
  /** Receives every event that is sent or received. */
  readonly traffic: TrafficListener
}

export interface AssistantPorts {
  readonly log: LogPort
  readonly clock: Clock
  readonly host: AppSnapshot['host']
  readonly version: string
  readonly environment: Environment
  readonly settings: SettingsStore
  /** Whether this run uses the demo, whatever the settings say. */
  readonly demoOnly: boolean
  readonly secrets: Secrets
  readonly demo: DemoEndpoint
  readonly history: HistoryPort
  readonly recordings: RecordingsPort
  /** The address of recordings for windows; `/<conversation>` follows. */
  readonly recordingsUrl: string
  /** @throws Failure `endpoint.bad_url`, `endpoint.bad_key`, `network.*` */
  readonly transportTo: (
    endpoint: EndpointProfile,
    model: string,
    key: string | undefined,
    around: AroundConnection,
  ) => Promise<Transport>
  readonly eventFile: EventFilePort
  /** Creates the sound port; opens no device yet. */
  readonly sound: (settings: SoundSettings, listener: SoundListener) => SoundPort
  readonly listDevices: () => Promise<readonly AudioDeviceSummary[]>
  /** Exports one conversation as a file, or several as an archive. @throws Failure `export.empty` */
  readonly exportFile: (request: ExportRequest) => Promise<FileToSave>
  readonly readFile: (path: string) => AsyncIterable<Uint8Array>
  readonly saveFile: SaveFile
  readonly openLink: (url: string) => Promise<void>
}
