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
 * The devices of one session, in the modes that need them. They open when the session is open, and close with it: the
 * microphone never hears anything that has no use.
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

  /** Opens what a mode needs and is not open; what fails is told to the listener, and the session goes on without it. */
  open(mode: TurnMode): void {
    if (mode === 'text') return
    this.#openOnce('speaker', () => this.#ports.speaker.open(this.#listener.speaker))
    this.#openOnce('microphone', () => this.#ports.microphone.open(this.#listener.microphone))
  }

  /** Closes what is open; resolves when it is safe to leave the process. */
  close(): Promise<void> {
    const devices = [...this.#open]
    this.#open.clear()
    return this.#then(async () => {
      await Promise.allSettled(devices.map((device) => this.#ports[device].close()))
    })
  }

  #openOnce(device: Device, open: () => Promise<void>): void {
    if (this.#open.has(device)) return
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
