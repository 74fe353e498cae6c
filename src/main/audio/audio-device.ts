/**
 * The port to microphones and speakers. Every adapter (naudiodon, WAV files, nothing) runs the contract suite in
 * `audio-device.contract.ts`. Samples are PCM16 as `Int16Array`, interleaved when there are two channels.
 */
export interface AudioDevice {
  /** The devices that can be opened now; empty when there are none. Never rejects for want of hardware. */
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
  /** Hertz, as its driver says; drivers have been seen to say 0. */
  readonly defaultSampleRate: number
  /** Whether it is the one that is opened where none is asked for, as the system has it at the moment of the listing. */
  readonly isDefaultInput: boolean
  readonly isDefaultOutput: boolean
}

export interface StreamRequest {
  /** A device of {@link AudioDevice.list}; the system's default when absent. */
  readonly deviceId?: string
  /** Told once when the stream ends without having been closed: the device vanished, or the file could not be written. */
  readonly onFailure: (failure: Error) => void
}

export interface InputRequest extends StreamRequest {
  /** Gets blocks of any length as they come; the array is the callee's to keep. */
  readonly onSamples: (samples: Int16Array) => void
  /** Told once when a finite source (a file) has delivered its last sample; a microphone never ends. */
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
   * Whether the device starves when nothing is written, as hardware does. Then silence must be written between sounds.
   * A file written as fast as possible doesn't: it holds the sounds alone.
   */
  readonly continuous: boolean
  /** Hands over samples (interleaved); resolves when the device can take the next block. */
  write(samples: Int16Array): Promise<void>
  /** Samples per channel that were handed over but have not left the speaker yet, as far as the device can tell. */
  pendingSamples(): number
}
