import type { AppError } from '../../shared/ipc/result'
import type { ClientEvent } from '../../shared/realtime/client-events'
import type { Parsed } from '../../shared/realtime/parse'
import type { Agreement } from '../../shared/realtime/server-abilities'
import type { ServerEvent } from '../../shared/realtime/server-events'
import type { AudioPart, PlayedAudio } from '../../shared/session/audio-part'

export type { AudioPart, PlayedAudio }

/** What a session needs from the world. Adapters implement it; the fakes of the tests pass the same contract suites. */

// --- the server -------------------------------------------------------------------------------------------------

export interface Transport {
  /** Starts connecting. The listener receives everything that follows. */
  connect(listener: TransportListener): Connection
}

export interface TransportListener {
  /** One frame from the server, parsed and in GA names. `wireType` is the server's own name for it. */
  onFrame(frame: Parsed<ServerEvent>, wireType: string): void
  /** The dialect and formats of the server's greeting, or of its answer to an update. Comes before that frame. */
  onAgreed?(agreement: Agreement): void
  /** Milliseconds of microphone audio that were dropped because the network is too slow. */
  onAudioDropped(ms: number): void
  /** The server wants something that Parley can't do. The session goes on without it. */
  onWarning(error: AppError): void
  /** Called once when the connection is over; without `error` if we closed it. */
  onClose(error?: AppError): void
}

export interface Connection {
  /** Sends an event, or queues it until the socket is open. Does nothing after the close. */
  send(event: ClientEvent): void
  /** Appends microphone audio (24 kHz mono PCM16). If the network is too slow, the oldest audio is dropped. */
  sendAudio(samples: Int16Array): void
  /** Closes the socket; resolves when it is closed, within a time limit. */
  close(): Promise<void>
}

// --- sound ------------------------------------------------------------------------------------------------------

export interface Microphone {
  /** Starts capturing; frames are 10 ms of 24 kHz mono PCM16. Rejects with a `Failure` when there is no microphone. */
  open(listener: MicrophoneListener): Promise<void>
  close(): Promise<void>
}

export interface MicrophoneListener {
  onFrame(frame: Int16Array): void
  /** A finite source has ended. */
  onEnd(): void
  /** The microphone has failed, is closed and delivers nothing more. */
  onFailure(error: AppError): void
  /** A microphone that switches devices by itself reports it. Without a device it delivers nothing. */
  onChange?(change: DeviceChange): void
  /** Whether echo cancellation is active. */
  onEchoCancelled?(cancelled: boolean): void
}

/** What became of a device while it was in use. */
export interface DeviceChange {
  /**
   * `missing`: there is none, and it is looked for; `back`: there is one again; `replaced`: another stands in for it;
   * `restarted`: it was lost for a moment and is the same.
   */
  readonly kind: 'missing' | 'back' | 'replaced' | 'restarted'
  /** What to tell the user. */
  readonly error: AppError
}

export interface Speaker {
  /** Opens the device and starts playing silence. Rejects with a `Failure` when there is no speaker. */
  open(listener: SpeakerListener): Promise<void>
  /** Queues audio of a part (24 kHz mono PCM16). Parts play in the order in which they first appear. */
  enqueue(part: AudioPart, samples: Int16Array): void
  /** Says that a part has no more audio to come. */
  finish(part: AudioPart): void
  /**
   * Silences the speaker at once (with a fade that avoids a click) and forgets what is queued.
   * @returns every part that had not been heard to its end, in playing order, with what was really heard of it; comes
   *   within a quarter of a second, whatever has become of the device, and never rejects.
   */
  interrupt(): Promise<readonly PlayedAudio[]>
  close(): Promise<void>
}

export interface SpeakerListener {
  /** A part is being heard: its first sample left the speaker, or progress since the last call (about every 100 ms). */
  onProgress(played: PlayedAudio): void
  /** A part was heard to its end. */
  onHeard(played: PlayedAudio): void
  /** It is closed; what is queued is kept for the next opening. */
  onFailure(error: AppError): void
  /** Told by speakers that look for another device by themselves; where there is none, sound goes by unheard. */
  onChange?(change: DeviceChange): void
}
