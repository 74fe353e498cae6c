/**
 * The port to microphones and speakers. Every adapter (naudiodon, WAV files, nothing) runs the contract suite in
 * `audio-device.contract.ts`. Samples are PCM16 as `Int16Array`, interleaved when there are two channels.
 */
export interface AudioDevice {
  /** Returns the devices that can be opened now. Never rejects because hardware is missing. */
  list(): Promise<readonly AudioDeviceInfo[]>
  /**
   * Opens a microphone and delivers frames until it is closed.
   * @throws Failure `audio.no_input` when there is none, `audio.input_missing` when the one asked for is not there,
   *   `audio.format_refused` when it takes no format we can convert.
   */
  openInput(request: InputRequest): Promise<InputStream>
  /**
   * Opens a speaker.
   * @throws Failure `audio.no_output` when there is none, `audio.output_missing` when the one asked for is not there,
   *   `audio.format_refused` when it takes no format we can convert.
   */
  openOutput(request: OutputRequest): Promise<OutputStream>
}

export interface AudioDeviceInfo {
  /** Stable while the device stays plugged in. */
  readonly id: string
  readonly name: string
  readonly inputChannels: number
  readonly outputChannels: number
  /** Hertz, as the driver reports; some drivers report 0. */
  readonly defaultSampleRate: number
  /** Whether it was the default device at the moment of listing. */
  readonly isDefaultInput: boolean
  readonly isDefaultOutput: boolean
}

export interface StreamRequest {
  /** A device of {@link AudioDevice.list}; the system's default when absent. */
  readonly deviceId?: string
  /** Called once if the stream ends before close(): the device disappeared, or the file can't be written. */
  readonly onFailure: (failure: Error) => void
}

export interface InputRequest extends StreamRequest {
  /** Receives blocks of any length. The callee may keep the array. */
  readonly onSamples: (samples: Int16Array) => void
  /** Called once when a file has delivered its last sample. A microphone never ends. */
  readonly onEnd?: () => void
}

export type OutputRequest = StreamRequest

interface OpenStream {
  /** Hertz. */
  readonly sampleRate: number
  readonly channels: 1 | 2
  /** Stops and frees the device; resolves when it is safe to leave the process. May be called twice. */
  close(): Promise<void>
}

export type InputStream = OpenStream

export interface OutputStream extends OpenStream {
  /**
   * Whether the device needs silence between sounds, as hardware does. A file that is written as fast as possible doesn't.
   */
  readonly continuous: boolean
  /** Hands over samples (interleaved); resolves when the device can take the next block. */
  write(samples: Int16Array): Promise<void>
  /** Samples per channel that were handed over but have not left the speaker yet, as far as the device can tell. */
  pendingSamples(): number
}
