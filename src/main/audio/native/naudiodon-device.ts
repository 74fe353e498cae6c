import type { Clock } from '../../../shared/clock'
import { Failure } from '../../../shared/ipc/result'
import type { AudioDevice } from '../audio-device'
import type { NativeAudio, NativeControls } from './native-audio'
import { closeNative } from './native-close'
import { describeDevices, findDevice } from './native-devices'
import { INPUT_BUFFERING, nativeInputStream } from './native-input'
import { nativeOptions, openFirst } from './native-open'
import { nativeOutputStream, OUTPUT_BUFFERING } from './native-output'
import { logOf } from '../../../shared/log'

const log = logOf('sound')

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
export function createNaudiodonDevice(clock: Clock, load: () => Promise<NativeAudio> = loadNaudiodon): AudioDevice {
  /** A device that vanishes between opening and starting refuses to start. */
  const start = <Stream extends NativeControls>(stream: Stream): Stream => {
    try {
      stream.start()
      return stream
    } catch (error) {
      void closeNative(stream, clock)
      throw error
    }
  }
  return {
    async list() {
      try {
        return describeDevices(await load())
      } catch (thrown) {
        log.warn('The devices can’t be listed.', thrown)
        return []
      }
    },
    async openInput(request) {
      const native = await load()
      const device = findDevice(native, 'input', request.deviceId)
      const { stream, format } = openFirst(device, 'input', (format) =>
        start(native.AudioIO({ inOptions: nativeOptions(device, format, INPUT_BUFFERING) })),
      )
      return nativeInputStream(stream, format, request, clock)
    },
    async openOutput(request) {
      const native = await load()
      const device = findDevice(native, 'output', request.deviceId)
      const { stream, format } = openFirst(device, 'output', (format) =>
        start(native.AudioIO({ outOptions: nativeOptions(device, format, OUTPUT_BUFFERING) })),
      )
      return nativeOutputStream(stream, format, request, clock)
    },
  }
}

/**
 * Loads the library, and with it PortAudio.
 * @throws Failure `audio.native_missing`
 */
export async function loadNaudiodon(): Promise<NativeAudio> {
  try {
    const { default: naudiodon } = (await import('naudiodon')) as unknown as { default: NativeAudio }
    return naudiodon
  } catch (cause) {
    throw new Failure('audio.native_missing', {}, { cause })
  }
}
