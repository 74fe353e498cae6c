import type { LaunchChild } from '../shared/child-program'
import type { Clock } from '../shared/clock'
import type { SoundSettings } from '../shared/sound-settings'
import type { SoundListener, SoundPort } from './ports/assistant'
import type { AudioDeviceInfo } from './audio/audio-device'
import { createMicrophone } from './audio/capture'
import { meteredDevice } from './audio/metered-device'
import { createNullDevice } from './audio/null-device'
import { createSpeaker } from './audio/playback'
import { SoundSupervisor } from './audio/process/sound-supervisor'
import { createWavDevice } from './audio/wav/wav-device'
import { logOf } from '../shared/log'

const log = logOf('sound')

/** Where sound comes from and goes to: devices, which live in a process of their own, or files, which need none. */

export type SoundSource = { readonly kind: 'microphone' } | { readonly kind: 'file'; readonly path: string }
export type SoundSink =
  { readonly kind: 'speaker' } | { readonly kind: 'nowhere' } | { readonly kind: 'file'; readonly path: string }

export interface SoundComposition {
  readonly clock: Clock
  readonly source: SoundSource
  readonly sink: SoundSink
  /** Whether files are read and written as fast as possible instead of in real time. */
  readonly fast: boolean
  /** How this host starts the sound process. */
  readonly launchSound: LaunchChild
}

/** Builds the sound on real adapters; nothing is opened, and no process started, yet. */
export function composeSound(
  composition: SoundComposition,
  settings: SoundSettings,
  listener: SoundListener = nobody,
): SoundPort {
  const { clock, source, sink, fast } = composition
  const devices = superviseSound(composition, settings)
  devices.listen(listener)
  const file = meteredDevice(
    createWavDevice({
      clock,
      pace: fast ? ('fast' as const) : ('real-time' as const),
      ...(source.kind === 'file' && { inputPath: source.path }),
      ...(sink.kind === 'file' && { outputPath: sink.path }),
    }),
    listener,
  )
  const speakers = {
    speaker: () => devices.speaker,
    nowhere: () => createSpeaker(createNullDevice(clock), clock),
    file: () => createSpeaker(file, clock),
  }
  return {
    microphone: source.kind === 'file' ? createMicrophone(file) : devices.microphone,
    speaker: speakers[sink.kind](),
    configure: (changed) => devices.configure(changed),
  }
}

/** The devices that can be opened now. */
export const listDevices = (composition: SoundComposition): Promise<readonly AudioDeviceInfo[]> =>
  superviseSound(composition, nothingSet)
    .list()
    .catch((thrown: unknown) => {
      log.warn('The devices can’t be listed.', thrown)
      return []
    })

const superviseSound = ({ clock, launchSound }: SoundComposition, settings: SoundSettings): SoundSupervisor =>
  new SoundSupervisor({ launch: launchSound, clock, settings, movesStreams: process.platform === 'linux' })

const nobody: SoundListener = { heard: () => undefined, played: () => undefined, onEcho: () => undefined }

/** The system's devices, played and heard as they are. */
const nothingSet: SoundSettings = {
  microphone: null,
  speaker: null,
  echoCancellation: 'off',
  noiseSuppression: false,
  volume: 1,
  handsFree: false,
}
