import type { Clock } from '../../shared/clock'
import { BYTES_PER_SAMPLE, FRAME_MS } from '../../shared/audio-format'
import { Failure } from '../../shared/ipc/result'
import type { AudioDevice } from './audio-device'
import type { Buffering, NativeAudio, NativeDevice, NativeOptions } from './native-audio'
import { describeDevices, findDevice, formatsOf } from './native-devices'
import type { Direction, NativeFormat } from './native-devices'
import { INPUT_BUFFERING, startNativeInput } from './native-input'
import { OUTPUT_BUFFERING, startNativeOutput } from './native-output'

export interface NaudiodonDevice extends AudioDevice {
  /**
   * Waits for all streams that are being closed. Answers whether one never will be, because its device was unplugged:
   * `process.exit()` then waits for it for ever, and only a signal ends the process.
   */
  isStuck(): Promise<boolean>
}

/**
 * The machine's microphones and speakers, through PortAudio. This is the only file that imports naudiodon, and it loads
 * it when the first stream is opened or the devices are listed.
 *
 * What the host has to know: streams must be closed, and that waited for, before the process is left. Every stream holds
 * a thread of libuv's pool, so set `UV_THREADPOOL_SIZE` before the process starts. The native code prints to stdout (and
 * ALSA to stderr) from C, which can't be prevented from inside. Plugged-in devices are only found while no stream is
 * open; and never again once a format was refused or a stream got stuck, because naudiodon doesn't let go of PortAudio.
 *
 * Failures besides those of the port: `audio.native_missing`, `audio.input_lost`, `audio.output_lost`.
 * @param load Gets the library; for tests.
 */
export function createNaudiodonDevice(clock: Clock, load: () => Promise<NativeAudio> = loadNaudiodon): NaudiodonDevice {
  const closing = new Set<Promise<void>>()
  let stuck = false
  const onClosing = (closed: Promise<boolean>): void => {
    const noted = closed.then((well) => {
      stuck ||= !well
      closing.delete(noted)
    })
    closing.add(noted)
  }
  return {
    async isStuck() {
      await Promise.all(closing)
      return stuck
    },
    async list() {
      try {
        return describeDevices((await load()).getDevices())
      } catch {
        return []
      }
    },
    async openInput(request) {
      const native = await load()
      const device = findDevice(native, 'input', request.deviceId)
      const { stream, format } = openFirst(device, 'input', (format) =>
        native.AudioIO({ inOptions: nativeOptions(device, format, INPUT_BUFFERING) }),
      )
      return startNativeInput(stream, format, request, clock, onClosing)
    },
    async openOutput(request) {
      const native = await load()
      const device = findDevice(native, 'output', request.deviceId)
      const { stream, format } = openFirst(device, 'output', (format) =>
        native.AudioIO({ outOptions: nativeOptions(device, format, OUTPUT_BUFFERING) }),
      )
      return startNativeOutput(stream, format, request, clock, onClosing)
    },
  }
}

/** Opens the device in the first format it takes. */
function openFirst<Stream>(
  device: NativeDevice,
  direction: Direction,
  open: (format: NativeFormat) => Stream,
): { stream: Stream; format: NativeFormat } {
  let cause: unknown
  for (const format of formatsOf(device, direction)) {
    try {
      return { stream: open(format), format }
    } catch (error) {
      cause = error
    }
  }
  const hint = 'Another program may hold it; close that, or choose another device in the settings.'
  throw new Failure('audio.format_refused', `"${device.name}" could not be opened.`, hint, {
    ...{ cause, values: { device: device.name } },
  })
}

function nativeOptions(
  device: NativeDevice,
  { sampleRate, channels }: NativeFormat,
  { callbackMs, queueBlocks }: Buffering,
): NativeOptions {
  const samples = (ms: number): number => Math.round((sampleRate * ms) / 1000)
  return {
    deviceId: device.id,
    channelCount: channels,
    sampleRate,
    sampleFormat: 16,
    framesPerBuffer: samples(callbackMs),
    maxQueue: queueBlocks,
    highwaterMark: samples(FRAME_MS) * channels * BYTES_PER_SAMPLE,
    closeOnError: false,
  }
}

async function loadNaudiodon(): Promise<NativeAudio> {
  try {
    const { default: naudiodon } = (await import('naudiodon')) as unknown as { default: NativeAudio }
    return naudiodon
  } catch (cause) {
    const hint = 'Reinstall with a C++ compiler and Python at hand, or use a sound file instead of the microphone.'
    throw new Failure('audio.native_missing', 'The native audio library could not be loaded.', hint, { cause })
  }
}
