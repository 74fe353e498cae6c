import type { AudioDevice } from './audio-device'

/** Gets a look at all that passes, as the device has it (any rate, one or two channels). */
export interface Meter {
  heard(samples: Int16Array): void
  played(samples: Int16Array): void
}

/** An audio device that shows a meter what it hears and what it is given to play. */
export const meteredDevice = (device: AudioDevice, meter: Meter): AudioDevice => ({
  list: () => device.list(),
  openInput: (request) =>
    device.openInput({
      ...request,
      onSamples(samples) {
        meter.heard(samples)
        request.onSamples(samples)
      },
    }),
  async openOutput(request) {
    const stream = await device.openOutput(request)
    return {
      sampleRate: stream.sampleRate,
      channels: stream.channels,
      continuous: stream.continuous,
      pendingSamples: () => stream.pendingSamples(),
      close: () => stream.close(),
      write(samples) {
        meter.played(samples)
        return stream.write(samples)
      },
    }
  },
})
