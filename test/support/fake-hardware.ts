import type {
  AudioDevice,
  AudioDeviceInfo,
  InputRequest,
  OutputRequest,
  OutputStream,
} from '../../src/main/audio/audio-device'
import { concatSamples } from '../../src/main/audio/pcm'
import { every, RealTimeSink } from '../../src/main/audio/real-time'
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../../src/shared/audio-format'
import type { Clock } from '../../src/shared/clock'
import { Failure } from '../../src/shared/ipc/result'

interface Plugged {
  readonly info: AudioDeviceInfo
  readonly pull: Set<() => void>
}

/** A machine's sound devices, which can be plugged in and pulled out. Time is a clock's. */
export class FakeHardware {
  readonly #clock: Clock
  readonly #plugged = new Map<string, Plugged>()
  readonly #played: Int16Array[] = []
  /** How many streams are open now. */
  open = 0
  /** The devices that were opened, in order. */
  readonly opened: string[] = []
  #heard: () => Int16Array = () => new Int16Array(FRAME_SAMPLES)

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Plugs in a device; what is plugged in last is the default. */
  plug(id: string, kind: 'microphone' | 'speaker'): void {
    const [inputChannels, outputChannels] = kind === 'microphone' ? [1, 0] : [0, 1]
    const info = { id, name: id, inputChannels, outputChannels, defaultSampleRate: SAMPLE_RATE }
    this.#plugged.set(id, { info: { ...info, isDefaultInput: false, isDefaultOutput: false }, pull: new Set() })
  }

  /** Pulls a device out: its streams fail. */
  pull(id: string): void {
    const plugged = this.#plugged.get(id)
    this.#plugged.delete(id)
    for (const fail of plugged?.pull ?? []) fail()
  }

  /** What microphones hear from now on, in frames of 10 ms. */
  hear(frame: () => Int16Array): void {
    this.#heard = frame
  }

  /** All that has left speakers so far but the silence before and after. */
  sound(): Int16Array {
    const all = concatSamples(this.#played)
    const first = all.findIndex((sample) => sample !== 0)
    return first < 0 ? new Int16Array(0) : all.slice(first, all.findLastIndex((sample) => sample !== 0) + 1)
  }

  /** The devices as one program sees them. */
  device(): AudioDevice {
    return {
      list: () => Promise.resolve(this.#list()),
      openInput: (request) => Promise.resolve().then(() => this.#openInput(request)),
      openOutput: (request) => Promise.resolve().then(() => this.#openOutput(request)),
    }
  }

  #list(): AudioDeviceInfo[] {
    const infos = [...this.#plugged.values()].map(({ info }) => info)
    const input = infos.findLast(({ inputChannels }) => inputChannels > 0)
    const output = infos.findLast(({ outputChannels }) => outputChannels > 0)
    return infos.map((info) => ({ ...info, isDefaultInput: info === input, isDefaultOutput: info === output }))
  }

  #find(
    id: string | undefined,
    isWanted: (info: AudioDeviceInfo) => boolean,
    missing: 'audio.no_input' | 'audio.no_output',
  ): Plugged {
    const info = this.#list().find((each) => (id === undefined ? isWanted(each) : each.id === id))
    const plugged = info && this.#plugged.get(info.id)
    if (!plugged) throw new Failure(missing)
    this.opened.push(plugged.info.id)
    return plugged
  }

  #openInput({ deviceId, onSamples, onFailure }: InputRequest) {
    const { pull } = this.#find(deviceId, ({ isDefaultInput }) => isDefaultInput, 'audio.no_input')
    const stop = every(this.#clock, FRAME_MS, () => onSamples(this.#heard()))
    const { close } = this.#stream(pull, stop, () => onFailure(new Failure('audio.input_lost')))
    return { sampleRate: SAMPLE_RATE, channels: 1 as const, close }
  }

  #openOutput({ deviceId, onFailure }: OutputRequest): OutputStream {
    const { pull } = this.#find(deviceId, ({ isDefaultOutput }) => isDefaultOutput, 'audio.no_output')
    const sink = new RealTimeSink(this.#clock, SAMPLE_RATE)
    const written: Int16Array[] = []
    const { close } = this.#stream(
      pull,
      () => {
        // What was still on its way is lost with the device.
        const all = concatSamples(written)
        this.#played.push(all.slice(0, all.length - sink.pendingSamples()))
        sink.close()
      },
      () => onFailure(new Failure('audio.output_lost')),
    )
    return {
      sampleRate: SAMPLE_RATE,
      channels: 1,
      continuous: true,
      close,
      pendingSamples: () => sink.pendingSamples(),
      write(samples) {
        written.push(samples.slice())
        return sink.take(samples.length)
      },
    }
  }

  #stream(pull: Set<() => void>, end: () => void, fail: () => void): { close: () => Promise<void> } {
    let over = false
    this.open += 1
    const close = (): Promise<void> => {
      if (!over) {
        over = true
        this.open -= 1
        pull.delete(pulled)
        end()
      }
      return Promise.resolve()
    }
    const pulled = (): void => {
      void close()
      fail()
    }
    pull.add(pulled)
    return { close }
  }
}
