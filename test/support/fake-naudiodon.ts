import { Readable, Writable } from 'node:stream'
import type { NativeAudio, NativeControls, NativeDevice, NativeOptions } from '../../src/main/audio/native/native-audio'

/** naudiodon without hardware; test/sound has the real one. Nothing moves by itself. */
export class FakeNaudiodon implements NativeAudio {
  devices: NativeDevice[] = [
    nativeDevice(0, 'Webcam', { maxOutputChannels: 0 }),
    nativeDevice(1, 'Headset'),
    nativeDevice(2, 'Headset'),
  ]
  hosts = [{ id: 0, defaultInput: 1, defaultOutput: 2 }]
  refused: (options: NativeOptions) => boolean = () => false
  starts = true
  readonly tried: NativeOptions[] = []
  readonly quits: string[] = []
  closes = true
  input = new Readable({ read: () => undefined })
  /** Lets one blocked write through. */
  accept: (() => void)[] = []
  readonly written: Buffer[] = []

  getDevices = (): NativeDevice[] => this.devices
  getHostAPIs = () => ({ defaultHostAPI: 0, HostAPIs: this.hosts })

  AudioIO(options: { inOptions: NativeOptions }): Readable & NativeControls
  AudioIO(options: { outOptions: NativeOptions }): Writable & NativeControls
  AudioIO(options: { inOptions?: NativeOptions; outOptions?: NativeOptions }): (Readable | Writable) & NativeControls {
    const wanted = options.inOptions ?? options.outOptions!
    this.tried.push(wanted)
    if (this.refused(wanted)) throw new Error('Format not supported: Invalid sample rate')
    const quit = (name: string) => (): Promise<void> => {
      this.quits.push(name)
      return this.closes ? Promise.resolve() : new Promise(() => undefined)
    }
    const start = (): void => {
      if (!this.starts) throw new Error('Could not start stream: Device unavailable')
    }
    if (options.inOptions) return Object.assign(this.input, { start, quit: quit('input') })
    const output = new Writable({
      write: (bytes: Buffer, _encoding, done) => {
        this.written.push(bytes)
        this.accept.push(done)
      },
    })
    return Object.assign(output, { start, quit: quit('output') })
  }
}

/** A device of its list. */
export const nativeDevice = (id: number, name: string, traits: Partial<NativeDevice> = {}): NativeDevice => ({
  id,
  name,
  maxInputChannels: 2,
  maxOutputChannels: 2,
  defaultSampleRate: 48_000,
  hostAPIName: 'ALSA',
  ...traits,
})
