import type { Readable, Writable } from 'node:stream'
import type { NativeAudio, NativeControls, NativeDevice, NativeOptions } from '../../src/main/audio/native/native-audio'
import { loadNaudiodon } from '../../src/main/audio/native/naudiodon-device'
import type { CardFormat } from './virtual-sound-card'

/** naudiodon as it is on a machine whose devices take one format only; PulseAudio would convert from any. */
export const loadWithOneFormat = (format: CardFormat) => async (): Promise<NativeAudio> =>
  new OneFormatAudio(await loadNaudiodon(), format)

class OneFormatAudio implements NativeAudio {
  readonly #native: NativeAudio
  readonly #format: CardFormat

  constructor(native: NativeAudio, format: CardFormat) {
    this.#native = native
    this.#format = format
  }

  getDevices(): NativeDevice[] {
    return this.#native.getDevices().map((device) => ({ ...device, defaultSampleRate: this.#format.sampleRate }))
  }

  getHostAPIs(): ReturnType<NativeAudio['getHostAPIs']> {
    return this.#native.getHostAPIs()
  }

  AudioIO(options: { inOptions: NativeOptions }): Readable & NativeControls
  AudioIO(options: { outOptions: NativeOptions }): Writable & NativeControls
  AudioIO(
    options: { inOptions: NativeOptions } | { outOptions: NativeOptions },
  ): (Readable | Writable) & NativeControls {
    const { sampleRate, channelCount } = 'inOptions' in options ? options.inOptions : options.outOptions
    if (sampleRate !== this.#format.sampleRate) throw new Error('Format not supported: Invalid sample rate')
    if (channelCount !== this.#format.channels) throw new Error('Format not supported: Invalid number of channels')
    return 'inOptions' in options ? this.#native.AudioIO(options) : this.#native.AudioIO(options)
  }
}
