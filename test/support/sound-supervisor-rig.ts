import type { AudioDevice } from '../../src/main/audio/audio-device'
import { SoundSupervisor, type SoundSupervisorParts } from '../../src/main/audio/process/sound-supervisor'
import type { PlayedAudio } from '../../src/main/ports/session'
import { SAMPLES_PER_MS } from '../../src/shared/audio-format'
import type { SoundSettings } from '../../src/shared/sound-settings'
import { FakeHardware } from './fake-hardware'
import { FakeSoundProcesses } from './fake-sound-process'
import { ManualClock } from './manual-clock'
import { WebAssemblyLoads } from './web-assembly-loads'

const loads = new WebAssemblyLoads()

export const part = { itemId: 'answer', contentIndex: 0 }

/** Three seconds. Neighbours tell each sample's place, none is silent, and the end is soft. */
export const sentence = Int16Array.from({ length: 3000 * SAMPLES_PER_MS }, (_, index) => ((index * 7) % 30_000) + 1)
sentence.set([1], sentence.length - 1)

export const soundSettings: SoundSettings = {
  microphone: null,
  speaker: null,
  echoCancellation: 'off',
  noiseSuppression: false,
  volume: 1,
  handsFree: false,
}

/** The sound of a session on pretended devices and processes, with a microphone and a speaker plugged in. */
export class SoundSupervisorRig {
  readonly clock = new ManualClock()
  readonly hardware = new FakeHardware(this.clock)
  processes = new FakeSoundProcesses(() => this.hardware.device(), this.clock)
  sound = this.#create({})
  /** How many frames came from the microphone. */
  frames = 0
  /** What was said of devices, in order. */
  readonly told: string[] = []
  readonly heard: PlayedAudio[] = []
  readonly echoCancelled: boolean[] = []

  constructor() {
    this.hardware.plug('built-in microphone', 'microphone')
    this.hardware.plug('built-in speaker', 'speaker')
  }

  /** Begins anew with other parts, or settings, or devices that behave in another way. */
  use(parts: Partial<SoundSupervisorParts>, device: () => AudioDevice = () => this.hardware.device()): void {
    this.processes = new FakeSoundProcesses(device, this.clock)
    this.sound = this.#create(parts)
  }

  /** Lets time pass until something is so; while WebAssembly is loaded, in real time, the clock stands still. */
  async untilSo(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await loads.over()
      await this.clock.advance(10)
    }
  }

  async until(work: Promise<unknown>): Promise<void> {
    let done = false
    void work.then(() => (done = true))
    await this.untilSo(() => done)
  }

  heardOut(): Promise<void> {
    return this.untilSo(() => this.heard.length > 0)
  }

  openMicrophone(): Promise<void> {
    return this.until(
      this.sound.microphone.open({
        onFrame: () => {
          this.frames += 1
        },
        onEnd: () => undefined,
        onFailure: ({ code }) => void this.told.push(`failed ${code}`),
        onChange: ({ kind, error }) => void this.told.push(`microphone ${kind} ${error.code}`),
        onEchoCancelled: (cancelled) => void this.echoCancelled.push(cancelled),
      }),
    )
  }

  openSpeaker(): Promise<void> {
    return this.until(
      this.sound.speaker.open({
        onProgress: () => undefined,
        onHeard: (played) => void this.heard.push(played),
        onFailure: ({ code }) => void this.told.push(`failed ${code}`),
        onChange: ({ kind, error }) => void this.told.push(`speaker ${kind} ${error.code}`),
      }),
    )
  }

  speak(): void {
    this.sound.speaker.enqueue(part, sentence)
    this.sound.speaker.finish(part)
  }

  close(): Promise<void> {
    return this.until(Promise.all([this.sound.microphone.close(), this.sound.speaker.close()]))
  }

  /** What has left speakers, without the silence. */
  spoken(): Int16Array {
    return this.hardware.sound().filter((sample) => sample !== 0)
  }

  #create(parts: Partial<SoundSupervisorParts>): SoundSupervisor {
    const { clock, processes } = this
    return new SoundSupervisor({
      launch: processes.launch,
      clock,
      settings: soundSettings,
      movesStreams: true,
      ...parts,
    })
  }
}
