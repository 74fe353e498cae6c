import type { Readable } from 'node:stream'
import type { Clock } from '../../../shared/clock'
import { Failure } from '../../../shared/ipc/result'
import type { InputRequest, InputStream } from '../audio-device'
import type { Buffering, NativeControls } from './native-audio'
import { closeNative } from './native-close'
import type { NativeFormat } from './native-format'
import { bytesToSamples } from '../pcm'
import { StallWatch } from './stall-watch'

/** Where the queue is full, sound is lost: it holds five seconds, for a program that is busy. */
export const INPUT_BUFFERING: Buffering = { callbackMs: 10, queueBlocks: 500 }

/** Passes on what a native microphone stream, which is running already, hears until it is closed or its device is gone. */
export function nativeInputStream(
  native: Readable & NativeControls,
  format: NativeFormat,
  { onSamples, onFailure }: InputRequest,
  clock: Clock,
): InputStream {
  let over = false
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    over = true
    watch.stop()
    closing ??= closeNative(native, clock)
    return closing
  }
  const fail = (cause?: unknown): void => {
    if (over) return
    void close()
    onFailure(new Failure('audio.input_lost', {}, { cause }))
  }
  const watch = new StallWatch(clock, fail)
  native.on('data', (bytes: Buffer) => {
    if (over) return
    watch.moved()
    onSamples(bytesToSamples(bytes))
  })
  native.on('error', fail)
  native.on('end', () => fail())
  return { ...format, close }
}
