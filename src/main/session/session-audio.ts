import { type AppError, toAppError } from '../../shared/ipc/result'
import type { TurnMode } from '../../shared/realtime/session-config'
import type { Microphone, MicrophoneListener, Speaker, SpeakerListener } from './ports'

interface SessionAudioPorts {
  readonly microphone: Microphone
  readonly speaker: Speaker
}

interface SessionAudioListener {
  readonly microphone: MicrophoneListener
  readonly speaker: SpeakerListener
  readonly onUnavailable: (device: 'microphone' | 'speaker', error: AppError) => void
}

type Device = 'microphone' | 'speaker'

/**
 * The devices of one session, in the modes that need them. The speaker opens while the session does, since devices take
 * their time; the microphone only when the session is open, and it closes with it: nothing is heard that has no use.
 */
export class SessionAudio {
  readonly #ports: SessionAudioPorts
  readonly #listener: SessionAudioListener
  readonly #open = new Set<Device>()
  /** Opening and closing follow each other, never overlap. */
  #last: Promise<void> = Promise.resolve()

  constructor(ports: SessionAudioPorts, listener: SessionAudioListener) {
    this.#ports = ports
    this.#listener = listener
  }

  openSpeaker(mode: TurnMode): void {
    this.#openOnce('speaker', mode, () => this.#ports.speaker.open(this.#listener.speaker))
  }

  openMicrophone(mode: TurnMode): void {
    this.#openOnce('microphone', mode, () => this.#ports.microphone.open(this.#listener.microphone))
  }

  /** Closes what is open; resolves when it is safe to leave the process. */
  close(): Promise<void> {
    const devices = [...this.#open]
    this.#open.clear()
    return this.#then(async () => {
      await Promise.allSettled(devices.map((device) => this.#ports[device].close()))
    })
  }

  /** Opens a device unless it is open; one that fails is told to the listener, and the session goes on without it. */
  #openOnce(device: Device, mode: TurnMode, open: () => Promise<void>): void {
    if (mode === 'text' || this.#open.has(device)) return
    this.#open.add(device)
    void this.#then(async () => {
      try {
        await open()
      } catch (error) {
        this.#open.delete(device)
        this.#listener.onUnavailable(device, toAppError(error))
      }
    })
  }

  #then(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step)
    return this.#last
  }
}
