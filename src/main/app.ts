import type { Clock } from '../shared/clock'
import { dialects } from '../shared/realtime/dialects'
import { type EndpointProfile, connectionRequest } from '../shared/realtime/endpoints'
import type { AudioDevice } from './audio/audio-device'
import { createMicrophone } from './audio/capture'
import { createNaudiodonDevice } from './audio/naudiodon-device'
import { createNullDevice } from './audio/null-device'
import { createSpeaker } from './audio/playback'
import { createWavDevice, readWav } from './audio/wav-device'
import { createWebSocketTransport } from './realtime/web-socket-transport'
import type { TranscriptStore } from './session/ports'
import { SessionService } from './session/service'

/** The composition root: the one place that decides which adapters a session runs on. */

/** Where sound comes from and goes to. */
export type SoundSource = { readonly kind: 'microphone' } | { readonly kind: 'file'; readonly path: string }
export type SoundSink =
  { readonly kind: 'speaker' } | { readonly kind: 'nowhere' } | { readonly kind: 'file'; readonly path: string }

export interface SessionComposition {
  readonly clock: Clock
  readonly endpoint: EndpointProfile
  readonly model: string
  /** The endpoint's key: handed to the transport and kept nowhere. */
  readonly key: string | undefined
  readonly source: SoundSource
  readonly sink: SoundSink
  /** Whether files are read and written as fast as possible instead of in real time. */
  readonly fast: boolean
  readonly store: TranscriptStore
}

/**
 * Builds a session on real adapters; nothing is opened yet.
 * @throws Failure `endpoint.bad_url`, `endpoint.bad_key`
 */
export function composeSession(composition: SessionComposition): SessionService {
  const { clock, endpoint, model, key, fast, store } = composition
  const device = createDevice(composition)
  return new SessionService(
    {
      clock,
      store,
      transport: createWebSocketTransport({
        request: connectionRequest(endpoint, model, key),
        dialect: endpoint.dialect === 'auto' ? 'auto' : dialects[endpoint.dialect],
        clock,
        // A file that is read as fast as possible outruns any network, and is never late: nothing of it is dropped.
        limits: fast ? { heldAudioMs: Number.POSITIVE_INFINITY } : {},
      }),
      microphone: createMicrophone(device.input),
      speaker: createSpeaker(device.output, clock),
    },
    endpoint.rates,
  )
}

/**
 * Makes sure that a sound file can be read, before anything is begun with it.
 * @throws Failure `wav.*`
 */
export async function checkSource(source: SoundSource): Promise<void> {
  if (source.kind === 'file') await readWav(source.path)
}

/** Whether this machine has a microphone and a speaker that can be opened. */
export async function hasSound(clock: Clock): Promise<boolean> {
  const devices = await createNaudiodonDevice(clock).list()
  return devices.some((device) => device.inputChannels > 0) && devices.some((device) => device.outputChannels > 0)
}

function createDevice({ clock, source, sink, fast }: SessionComposition): { input: AudioDevice; output: AudioDevice } {
  const hardware = source.kind === 'microphone' || sink.kind === 'speaker' ? createNaudiodonDevice(clock) : undefined
  const pace = fast ? 'fast' : 'real-time'
  const nothing = createNullDevice(clock)
  const file = createWavDevice({
    clock,
    pace,
    ...(source.kind === 'file' ? { inputPath: source.path } : {}),
    ...(sink.kind === 'file' ? { outputPath: sink.path } : {}),
  })
  return {
    input: source.kind === 'file' ? file : (hardware ?? nothing),
    output: sink.kind === 'file' ? file : sink.kind === 'speaker' ? (hardware ?? nothing) : nothing,
  }
}
