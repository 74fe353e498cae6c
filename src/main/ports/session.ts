import type { AppError } from '../../shared/ipc/result'
import type { ClientEvent } from '../../shared/realtime/client-events'
import type { Parsed } from '../../shared/realtime/parse'
import type { Agreement } from '../../shared/realtime/server-abilities'
import type { ServerEvent } from '../../shared/realtime/server-events'
import type { AudioPart, PlayedAudio } from '../../shared/session/audio-part'

export type { AudioPart, PlayedAudio }

/** What the session needs from the world. Adapters implement these; tests pass fakes that run the same contract. */

// --- the server -------------------------------------------------------------------------------------------------

export interface Transport {
  /** Starts connecting; everything that follows is told to the listener. */
  connect(listener: TransportListener): Connection
}

export interface TransportListener {
  /** One frame from the server, parsed and in GA names. `wireType` is its name as the server said it. */
  onFrame(frame: Parsed<ServerEvent>, wireType: string): void
  /** What the server's greeting, or its answer to an update, says of dialect and formats; comes before its frame. */
  onAgreed?(agreement: Agreement): void
  /** Microphone audio that was thrown away because the network can't keep up, in milliseconds. */
  onAudioDropped(ms: number): void
  /** Something can't be done as the server wants it; the session goes on without. */
  onWarning(error: AppError): void
  /** The connection is over, once; `error` is absent when we closed it ourselves. */
  onClose(error?: AppError): void
}

export interface Connection {
  /** Sends an event, or keeps it until the socket is open; does nothing after the close. */
  send(event: ClientEvent): void
  /** Appends microphone audio (24 kHz mono PCM16); old audio is dropped first when the network can't keep up. */
  sendAudio(samples: Int16Array): void
  /** Closes the socket and resolves when it is closed; bounded in time. */
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
  /** It is closed, and delivers nothing more. */
  onFailure(error: AppError): void
  /** Told by microphones that look for another device by themselves; nothing is delivered while there is none. */
  onChange?(change: DeviceChange): void
  /** Whether the speaker's sound is taken out of what is heard. */
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
