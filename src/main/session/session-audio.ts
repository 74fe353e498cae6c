import type { AppError } from '../../shared/ipc/result'
import { toAppError } from '../../shared/ipc/result'
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

/**
 * The devices of one session. They open with the session, in the modes that need them, and close with it: the
 * microphone is never open without one.
 */
export class SessionAudio {
  readonly #ports: SessionAudioPorts
  readonly #listener: SessionAudioListener
  /** Opening and closing follow each other, never overlap. */
  #last: Promise<void> = Promise.resolve()
  #open = false

  constructor(ports: SessionAudioPorts, listener: SessionAudioListener) {
    this.#ports = ports
    this.#listener = listener
  }

  /** Opens the devices that a mode needs, once; a device that fails is told to the listener, the other still opens. */
  open(mode: TurnMode): Promise<void> {
    if (this.#open || mode === 'text') return this.#last
    this.#open = true
    return this.#then(async () => {
      await Promise.all([
        this.#attempt('speaker', () => this.#ports.speaker.open(this.#listener.speaker)),
        this.#attempt('microphone', () => this.#ports.microphone.open(this.#listener.microphone)),
      ])
    })
  }

  /** Closes both; resolves when it is safe to leave the process. */
  close(): Promise<void> {
    if (!this.#open) return this.#last
    this.#open = false
    return this.#then(async () => {
      await Promise.allSettled([this.#ports.microphone.close(), this.#ports.speaker.close()])
    })
  }

  #then(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step)
    return this.#last
  }

  async #attempt(device: 'microphone' | 'speaker', open: () => Promise<void>): Promise<void> {
    try {
      await open()
    } catch (error) {
      this.#listener.onUnavailable(device, toAppError(error))
    }
  }
}
