import { createMicrophone } from '../../src/main/audio/capture'
import { createNaudiodonDevice } from '../../src/main/audio/native/naudiodon-device'
import { concatSamples } from '../../src/main/audio/pcm'
import { createSpeaker } from '../../src/main/audio/playback'
import { FRAME_MS } from '../../src/shared/audio-format'
import { systemClock } from '../../src/main/clock/system-clock'
import type { SoundCommand, SoundMessage } from './sound-process'

/** The child side of {@link SoundProcess}: a microphone and a speaker on the native device, commanded over IPC. */

const device = createNaudiodonDevice(systemClock)
const microphone = createMicrophone(device)
const speaker = createSpeaker(device, systemClock)
const frames: Int16Array[] = []
let quietMs = 0
let wantedMs = Number.POSITIVE_INFINITY
let onQuiet: () => void = () => undefined

const send = (message: SoundMessage): void => void process.send?.(message)

const commands: { [Name in keyof SoundCommand]: (parameters: SoundCommand[Name]) => unknown } = {
  list: () => device.list(),
  openMicrophone: () =>
    microphone.open({
      onFrame(frame) {
        frames.push(frame)
        quietMs = frame.every((sample) => sample === 0) ? quietMs + FRAME_MS : 0
        if (quietMs >= wantedMs) onQuiet()
        if (frames.length === 1) send({ event: 'listening' })
      },
      onEnd: () => send({ event: 'ended' }),
      onFailure: (error) => send({ event: 'microphoneFailed', code: error.code }),
    }),
  quiet: ({ ms }) =>
    new Promise<void>((resolve) => {
      wantedMs = ms
      onQuiet = resolve
    }),
  async closeMicrophone() {
    await microphone.close()
    return concatSamples(frames.splice(0))
  },
  openSpeaker: () =>
    speaker.open({
      onProgress: (played) => send({ event: 'progress', played }),
      onHeard: (played) => send({ event: 'heard', played }),
      onFailure: (error) => send({ event: 'speakerFailed', code: error.code }),
    }),
  enqueue: ({ part, samples }) => speaker.enqueue(part, samples),
  finish: ({ part }) => speaker.finish(part),
  interrupt: () => speaker.interrupt(),
  closeSpeaker: () => speaker.close(),
  busy({ ms }) {
    const end = systemClock.now() + ms
    while (systemClock.now() < end);
  },
  exit: () => void setImmediate(() => process.exit(0)),
}

process.on('message', (request: { id: number; name: keyof SoundCommand; parameters: never }) => {
  const { id, name, parameters } = request
  Promise.resolve()
    .then(() => commands[name](parameters))
    .then(
      (value) => send({ event: 'answer', id, value }),
      (error: unknown) => send({ event: 'answer', id, error: String(error) }),
    )
})
send({ event: 'ready' })
