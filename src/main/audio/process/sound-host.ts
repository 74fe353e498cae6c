import type { ParentProgram } from '../../../shared/child-program'
import type { Clock } from '../../../shared/clock'
import { toAppError } from '../../../shared/ipc/result'
import type { SoundSettings } from '../../../shared/sound-settings'
import type { Microphone } from '../../ports/session'
import type { AudioDevice } from '../audio-device'
import { createMicrophone } from '../capture'
import { createSpeaker, type DeviceSpeaker } from '../playback'
import { CleanSound } from './clean-sound'
import { FirstSampleGate } from './first-sample-gate'
import type { Direction, OpenedDevice, SoundQuestion, SoundMessage, SoundRequest } from './messages'
import { openChosen } from './open-chosen'

/** Interval of the message that the process is alive. */
const ALIVE_MS = 500

/** Blocks of silence that a stalled speaker accepts: its queue and three system buffers. */
const WRITES_AHEAD = 20

/** The sound process: one microphone, one speaker and the processing between them, controlled by messages. */
export class SoundHost {
  readonly #device: AudioDevice
  readonly #clock: Clock
  readonly #parent: ParentProgram
  readonly #clean: CleanSound
  #settings: SoundSettings | null = null
  #microphone: Microphone | null = null
  #speaker: DeviceSpeaker | null = null

  constructor(device: AudioDevice, clock: Clock, parent: ParentProgram) {
    this.#device = device
    this.#clock = clock
    this.#parent = parent
    this.#clean = new CleanSound(clock, (status) => this.#report({ type: 'echo', status }))
    parent.listen((message) => this.#take(message as SoundRequest))
    this.#live()
  }

  #take(request: SoundRequest): void {
    switch (request.type) {
      case 'configure':
        this.#settings = request.settings
        this.#clean.configure(request.settings)
        this.#speaker?.setVolume(request.settings.volume)
        return
      case 'enqueue':
        this.#speaker?.enqueue(request.part, request.samples)
        return
      case 'finish':
        this.#speaker?.finish(request.part)
        return
      case 'ask':
        this.#answer(request.question).then(
          (value) => this.#report({ type: 'answer', id: request.id, value }),
          (error: unknown) => this.#report({ type: 'refused', id: request.id, error: toAppError(error) }),
        )
    }
  }

  async #answer(question: SoundQuestion): Promise<unknown> {
    switch (question.type) {
      case 'open':
        return question.direction === 'microphone' ? this.#openMicrophone() : this.#openSpeaker()
      case 'close':
        return this.#close(question.direction)
      case 'interrupt':
        return (await this.#speaker?.interrupt()) ?? []
      case 'list':
        return this.#device.list()
    }
  }

  async #openMicrophone(): Promise<OpenedDevice> {
    await this.#close('microphone')
    return openChosen(this.#device, 'input', this.#settings?.microphone ?? null, async (deviceId) => {
      const microphone = createMicrophone(this.#device, deviceId === null ? {} : { deviceId })
      const movement = new FirstSampleGate(1)
      await microphone.open({
        onFrame: (raw) => {
          movement.moved()
          this.#hear(raw)
        },
        onEnd: () => undefined, // a device never ends
        onFailure: (error) =>
          movement.fail(error, () => this.#report({ type: 'failed', direction: 'microphone', error })),
      })
      await movement.begun
      this.#microphone = microphone
    })
  }

  async #openSpeaker(): Promise<OpenedDevice> {
    await this.#close('speaker')
    const opened = await openChosen(this.#device, 'output', this.#settings?.speaker ?? null, async (deviceId) => {
      const movement = new FirstSampleGate(WRITES_AHEAD)
      const speaker = createSpeaker(this.#device, this.#clock, {
        ...(deviceId !== null && { deviceId }),
        onWrite: (samples, pendingSamples) => {
          movement.moved()
          this.#played(samples, pendingSamples)
        },
        onPosition: (position) => this.#report({ type: 'position', position }),
      })
      speaker.setVolume(this.#settings?.volume ?? 1)
      await speaker.open({
        onProgress: (played) => this.#report({ type: 'playing', played }),
        onHeard: (played) => this.#report({ type: 'heard', played }),
        onFailure: (error) => movement.fail(error, () => this.#report({ type: 'failed', direction: 'speaker', error })),
      })
      await movement.begun
      this.#speaker = speaker
    })
    this.#clean.playsThrough(opened.name)
    return opened
  }

  async #close(direction: Direction): Promise<void> {
    const device = direction === 'microphone' ? this.#microphone : this.#speaker
    if (direction === 'microphone') this.#microphone = null
    else this.#speaker = null
    await device?.close()
  }

  #hear(raw: Int16Array): void {
    const samples = this.#clean.process(raw)
    this.#report({ type: 'frame', samples, raw: samples === raw ? null : raw })
  }

  #played(samples: Int16Array, pendingSamples: number): void {
    this.#clean.played(samples, pendingSamples)
    if (samples.some((sample) => sample !== 0)) this.#report({ type: 'written', samples })
  }

  #live(): void {
    this.#report({ type: 'alive' })
    this.#clock.schedule(ALIVE_MS, () => this.#live())
  }

  #report(report: SoundMessage): void {
    this.#parent.post(report)
  }
}
