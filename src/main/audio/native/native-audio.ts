import type { Readable, Writable } from 'node:stream'

/** What Parley uses of naudiodon, as it really behaves: its own type declarations leave out that `quit` is awaitable. */
export interface NativeAudio {
  getDevices(): NativeDevice[]
  getHostAPIs(): { readonly defaultHostAPI: number; readonly HostAPIs: readonly NativeHost[] }
  /** Opens a stream that isn't running yet. Throws when the device or the format is refused. Prints to stdout. */
  AudioIO(options: { inOptions: NativeOptions }): Readable & NativeControls
  AudioIO(options: { outOptions: NativeOptions }): Writable & NativeControls
}

/** The latencies that naudiodon lists with a device are cut to whole seconds (its source): always 0, so left out here. */
export interface NativeDevice {
  /** PortAudio's index; changes when devices are plugged in or out. */
  readonly id: number
  readonly name: string
  readonly maxInputChannels: number
  readonly maxOutputChannels: number
  readonly defaultSampleRate: number
  readonly hostAPIName: string
}

export interface NativeHost {
  readonly id: number
  /** Indexes of the default devices; no such device where there is none. */
  readonly defaultInput: number
  readonly defaultOutput: number
}

export interface NativeOptions {
  readonly deviceId: number
  readonly channelCount: number
  readonly sampleRate: number
  readonly sampleFormat: 16
  /** Samples per channel in one callback of PortAudio. */
  readonly framesPerBuffer: number
  /** Blocks between the callback and us; the side that finds it full, or empty, blocks its thread. */
  readonly maxQueue: number
  /** Bytes of one read. */
  readonly highwaterMark: number
  /** False: an underrun is printed instead of ending the stream. */
  readonly closeOnError: false
}

export interface NativeControls {
  start(): void
  /** Plays what is queued, closes the device and frees it. Never resolves when the device is gone. Only to be called once. */
  quit(): Promise<void>
}

/** How much naudiodon keeps between the device and us. */
export interface Buffering {
  /** Length of one callback of PortAudio, which decides how much the system keeps behind it, in milliseconds. */
  readonly callbackMs: number
  readonly queueBlocks: number
}
