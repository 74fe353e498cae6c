import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../../shared/audio-format'
import type { Clock } from '../../shared/clock'
import type { AudioDevice, AudioDeviceInfo } from './audio-device'
import { every, RealTimeSink } from './real-time'

const NOTHING: AudioDeviceInfo = {
  id: 'null',
  name: 'No sound',
  inputChannels: 1,
  outputChannels: 1,
  defaultSampleRate: SAMPLE_RATE,
  isDefaultInput: true,
  isDefaultOutput: true,
}

/** No sound at all, in real time: a microphone that hears silence and a speaker that swallows everything. */
export function createNullDevice(clock: Clock): AudioDevice {
  return {
    list: () => Promise.resolve([NOTHING]),
    openInput({ onSamples }) {
      const stop = every(clock, FRAME_MS, () => onSamples(new Int16Array(FRAME_SAMPLES)))
      return Promise.resolve({
        sampleRate: SAMPLE_RATE,
        channels: 1,
        close() {
          stop()
          return Promise.resolve()
        },
      })
    },
    openOutput() {
      const sink = new RealTimeSink(clock, SAMPLE_RATE)
      return Promise.resolve({
        sampleRate: SAMPLE_RATE,
        channels: 1,
        continuous: true,
        write: (samples) => sink.take(samples.length),
        pendingSamples: () => sink.pendingSamples(),
        close() {
          sink.close()
          return Promise.resolve()
        },
      })
    },
  }
}
