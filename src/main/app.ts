import { createReadStream } from 'node:fs'
import path from 'node:path'
import type { LaunchChild } from '../shared/child-program'
import type { Clock } from '../shared/clock'
import { dialects } from '../shared/realtime/dialects'
import { type EndpointProfile, connectionRequest } from '../shared/realtime/endpoints'
import { serverTakesTurns } from '../shared/realtime/session-config'
import type { TurnMode } from '../shared/realtime/turn-mode'
import type { TrafficListener } from '../shared/realtime/traffic'
import { defaultUserSettings, type EchoChoice, type Settings } from '../shared/settings'
import { Assistant } from './assistant/assistant'
import type { AssistantPorts, DemoEndpoint, SaveFile, Secrets } from './ports/assistant'
import { loadResampler } from './audio/resampling/resampler'
import { readWav } from './audio/wav/wav-device'
import { composeSound, listDevices, type SoundComposition, type SoundSink, type SoundSource } from './compose-sound'
import { type DemoServer, startDemoServer } from './demo/server'
import { eventFileAt } from './export/event-file-at'
import { exportConversations } from './export/export-conversations'
import { writeFileAtomically } from './files/write-file'
import type { SystemProxy } from './network/choose-proxy'
import { findWay } from './network/find-way'
import { createWebSocketTransport, type TransportLimits } from './realtime/web-socket-transport'
import type { Transport } from './ports/session'
import { SessionService } from './session/service'
import { openHistory } from './storage/history/thread/history-client'
import { openRecordings } from './storage/recordings/recordings-client'
import { SettingsFile } from './storage/settings-file'

/** The composition root: the one place that decides which adapters a session runs on. */

export interface SessionComposition extends SoundComposition {
  readonly endpoint: EndpointProfile
  readonly model: string
  /** The endpoint's key: handed to the transport and kept nowhere. */
  readonly key: string | undefined
  readonly mode: TurnMode
  readonly echo: EchoChoice
  /** Sees what goes over the connection, where that is wanted. */
  readonly traffic: TrafficListener | null
}

/**
 * Builds a session on real adapters; nothing is opened yet.
 * @throws Failure `endpoint.bad_url`, `endpoint.bad_key`
 */
export async function composeSession(composition: SessionComposition): Promise<SessionService> {
  const { clock, endpoint, model, key, fast, mode, echo, traffic } = composition
  const { audio } = defaultUserSettings
  const sound = composeSound(composition, { ...audio, echoCancellation: echo, handsFree: serverTakesTurns(mode) })
  return new SessionService({
    clock,
    transport: await transportTo({
      clock,
      endpoint,
      model,
      key,
      traffic,
      network: defaultUserSettings.network,
      systemProxy: noSystemProxy,
      // A file that is read as fast as possible outruns any network, and is never late: nothing of it is dropped.
      limits: fast ? { heldAudioMs: Number.POSITIVE_INFINITY } : {},
    }),
    microphone: sound.microphone,
    speaker: sound.speaker,
  })
}

interface TransportParts extends Pick<SessionComposition, 'clock' | 'endpoint' | 'model' | 'key' | 'traffic'> {
  readonly network: Settings['network']
  readonly systemProxy: SystemProxy
  readonly limits?: Partial<TransportLimits>
}

/** @throws Failure `endpoint.bad_url`, `endpoint.bad_key`, `network.*` */
async function transportTo(parts: TransportParts): Promise<Transport> {
  const { clock, endpoint, model, key, network, systemProxy, traffic, limits = {} } = parts
  const request = connectionRequest(endpoint, model, key)
  return createWebSocketTransport({
    request,
    dialect: endpoint.dialect === 'auto' ? 'auto' : dialects[endpoint.dialect],
    rates: endpoint.rates,
    asksForFormats: endpoint.traits.settings.includes('formats'),
    loadConverter: loadResampler,
    clock,
    way: await findWay(request.url, network, systemProxy),
    limits,
    ...(traffic && { traffic }),
  })
}

/** Outside of Electron only the environment says what the system's proxy is. */
const noSystemProxy: SystemProxy = () => Promise.resolve('')

/**
 * Makes sure that a sound file can be read, before anything is begun with it.
 * @throws Failure `wav.*`
 */
export async function checkSource(source: SoundSource): Promise<void> {
  if (source.kind === 'file') await readWav(source.path)
}

/** Whether this machine has a microphone and a speaker that can be opened. */
export async function hasSound(composition: SoundComposition): Promise<boolean> {
  const devices = await listDevices(composition)
  return devices.some((device) => device.inputChannels > 0) && devices.some((device) => device.outputChannels > 0)
}

export interface AssistantComposition {
  readonly log: AssistantPorts['log']
  readonly clock: Clock
  readonly host: AssistantPorts['host']
  readonly version: string
  readonly environment: AssistantPorts['environment']
  /** The project's `resources` folder. */
  readonly resourcesDirectory: string
  /** Where settings are kept; made when it is not there. */
  readonly dataDirectory: string
  readonly secrets: Secrets
  readonly saveFile: SaveFile
  readonly openLink: (url: string) => Promise<void>
  /** Whether this run uses the demo, whatever endpoint is set; not when left out. */
  readonly demo?: boolean
  /** Sound files in the place of the devices, or no sound; for machines that have none. */
  readonly source?: SoundSource
  readonly sink?: SoundSink
  readonly launchSound: LaunchChild
  /** What the system says of proxies, where the host can ask it. */
  readonly systemProxy?: SystemProxy
  /** Starts the threads that keep conversations and recordings. */
  readonly launchHistory: LaunchChild
  readonly launchRecordings: LaunchChild
  /** Where windows find recordings; the conversation's identifier follows. */
  readonly recordingsUrl: string
}

/** Builds the assistant on real adapters; no session is open yet. */
export async function composeAssistant(composition: AssistantComposition): Promise<Assistant> {
  const { log, clock, host, version, environment, resourcesDirectory, dataDirectory } = composition
  const { secrets, saveFile, openLink, recordingsUrl, launchHistory, launchRecordings } = composition
  const { demo = false, source = { kind: 'microphone' }, sink = { kind: 'speaker' } } = composition
  const soundComposition = { clock, source, sink, fast: false, launchSound: composition.launchSound }
  const settings = new SettingsFile({
    path: path.join(dataDirectory, 'settings.json'),
    clock,
    write: writeFileAtomically,
  })
  const loaded = await settings.load()
  // From here on nothing is waited for: the threads begin at once, and the assistant is to hear the first thing they tell.
  const ports: AssistantPorts = {
    log,
    clock,
    host,
    version,
    environment,
    settings,
    secrets,
    saveFile,
    openLink,
    recordingsUrl,
    demoOnly: demo,
    demo: demoEndpoint(clock, resourcesDirectory),
    history: openHistory({ path: path.join(dataDirectory, 'history.db'), clock, launch: launchHistory }),
    recordings: openRecordings({ folder: path.join(dataDirectory, 'recordings'), clock, launch: launchRecordings }),
    transportTo: (endpoint, model, key, around) =>
      transportTo({ clock, endpoint, model, key, ...around, systemProxy: composition.systemProxy ?? noSystemProxy }),
    eventFile: eventFileAt(path.join(dataDirectory, 'event-recording.jsonl')),
    sound: (sound, listener) => composeSound(soundComposition, sound, listener),
    async listDevices() {
      const found = await listDevices(soundComposition)
      return found.map(({ id, name, inputChannels, outputChannels }) => ({
        id,
        name,
        input: inputChannels > 0,
        output: outputChannels > 0,
      }))
    },
    exportFile: exportConversations,
    readFile: (file) => createReadStream(file),
  }
  return new Assistant(ports, loaded)
}

/** The demo server in this process, from the first time that it is needed on. */
function demoEndpoint(clock: Clock, resourcesDirectory: string): DemoEndpoint {
  let starting: Promise<DemoServer> | undefined
  return {
    async url() {
      starting ??= startDemoServer({ dialect: 'ga', clock, resourcesDirectory })
      return (await starting).url
    },
    async close() {
      const server = await starting?.catch(() => undefined) // it was told to whoever wanted its address
      await server?.close()
    },
  }
}
