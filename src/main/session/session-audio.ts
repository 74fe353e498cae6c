import { InOrder } from '../../shared/in-order'
import { type AppError, toAppError } from '../../shared/ipc/result'
import type { TurnMode } from '../../shared/realtime/turn-mode'
import type { Microphone, MicrophoneListener, Speaker, SpeakerListener } from '../ports/session'

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
  /** What is open or opening; each opening is its own, so that one that fails late takes no other with it. */
  readonly #open = new Map<Device, symbol>()
  /** Opening and closing never overlap. */
  readonly #steps = new InOrder()

  constructor(ports: SessionAudioPorts, listener: SessionAudioListener) {
    this.#ports = ports
    this.#listener = listener
  }

  /**
   * Opens what a mode needs and is not open, or closes what it does not need. What fails is told to the listener, and
   * the session goes on without it.
   */
  use(mode: TurnMode): void {
    if (mode === 'text') {
      void this.close()
      return
    }
    this.#openOnce('speaker', () => this.#ports.speaker.open(this.#listener.speaker))
    this.#openOnce('microphone', () => this.#ports.microphone.open(this.#listener.microphone))
  }

  /** A device is gone: the next {@link use} opens it anew. */
  forget(device: Device): void {
    this.#open.delete(device)
  }

  /** Closes what is open; resolves when it is safe to leave the process. */
  close(): Promise<void> {
    const devices = [...this.#open.keys()]
    this.#open.clear()
    return this.#steps.run(async () => {
      await Promise.allSettled(devices.map((device) => this.#ports[device].close()))
    })
  }

  #openOnce(device: Device, open: () => Promise<void>): void {
    if (this.#open.has(device)) return
    const opening = Symbol(device)
    this.#open.set(device, opening)
    void this.#steps.run(async () => {
      if (this.#open.get(device) !== opening) return
      try {
        await open()
      } catch (error) {
        if (this.#open.get(device) === opening) this.#open.delete(device)
        this.#listener.onUnavailable(device, toAppError(error))
      }
    })
  }
}
