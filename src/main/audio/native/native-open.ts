import { BYTES_PER_SAMPLE, FRAME_MS } from '../../../shared/audio-format'
import { Failure } from '../../../shared/ipc/result'
import type { Buffering, NativeDevice, NativeOptions } from './native-audio'
import { formatsOf, samplesIn } from './native-format'
import type { Direction, NativeFormat } from './native-format'

/**
 * Opens the device in the first format that it starts with.
 * @throws Failure `audio.format_refused` when it starts with none
 */
export function openFirst<Stream>(
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
  throw new Failure('audio.format_refused', { device: device.name }, { cause })
}

/** What naudiodon is to be told. */
export function nativeOptions(
  device: NativeDevice,
  format: NativeFormat,
  { callbackMs, queueBlocks }: Buffering,
): NativeOptions {
  return {
    deviceId: device.id,
    channelCount: format.channels,
    sampleRate: format.sampleRate,
    sampleFormat: 16,
    framesPerBuffer: samplesIn(callbackMs, format),
    maxQueue: queueBlocks,
    highwaterMark: samplesIn(FRAME_MS, format) * format.channels * BYTES_PER_SAMPLE,
    closeOnError: false,
  }
}
