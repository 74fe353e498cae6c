import { assertNever } from '../../shared/assert-never'
import { Failure } from '../../shared/ipc/result'
import { customProfile, type EndpointProfile, serverProfile } from '../../shared/realtime/endpoints'
import type { ServerTraits } from '../../shared/realtime/servers/server-traits'
import type { SessionSettings } from '../../shared/realtime/session-config'
import { transcriptionOf } from '../../shared/realtime/transcription'
import type { Settings } from '../../shared/settings'
import type { DemoEndpoint } from './ports'

/**
 * The server that the settings name; starts the demo if it is that one.
 * @throws Failure `endpoint.no_address`
 */
export async function endpointOf(chosen: Settings['endpoint'], demo: DemoEndpoint): Promise<EndpointProfile> {
  // An address may have been copied with an anchor, which sockets refuse.
  const address = chosen.address.trim().replace(/#.*$/s, '')
  switch (chosen.kind) {
    case 'demo':
      return { ...serverProfile('demo', await demo.url()), name: 'demo' }
    case 'openai':
      return serverProfile('openai')
    case 'azure':
      return serverProfile('azure', hostOf(needed(address)))
    case 'custom':
      return customProfile(needed(address), chosen.dialect)
    default:
      return assertNever(chosen.kind)
  }
}

/** What a session at a server is to be like. */
export function sessionSettingsOf(settings: Settings, server: ServerTraits): SessionSettings {
  const { model, voice, instructions, mode, voiceDetection, transcription, answers, audio } = settings
  const { eagerness, ...serverVad } = voiceDetection
  return {
    ...{ model, voice, instructions, mode, eagerness, serverVad, server },
    transcription: transcriptionOf(null, server, transcription),
    speed: answers.speed,
    reasoningEffort: answers.reasoningEffort,
    noiseReduction: audio.noiseReduction,
    maxAnswerTokens: answers.maxTokens,
  }
}

/** Whether an endpoint lets nobody in without a key. */
export const needsKey = (kind: Settings['endpoint']['kind']): boolean => kind === 'openai' || kind === 'azure'

/** The resource's host, also when its whole address was given. */
const hostOf = (address: string): string => address.replace(/^\w+:\/\//, '').replace(/[/?].*$/s, '')

function needed(address: string): string {
  if (address !== '') return address
  throw new Failure('endpoint.no_address', 'The endpoint has no address yet.', 'Enter it in the settings.')
}
