import { SAMPLE_RATE } from '../../audio-format'
import type { DialectName } from '../dialect'
import type { EndpointRates } from '../session-config'
import { customTraits, openAiTraits, type ServerTraits } from './server-traits'

/** How Parley sends a key: as a token, as user and password, in the header `api-key` or another one, or not at all. */
export type Authentication = 'bearer' | 'basic' | 'api-key' | 'none' | { readonly header: string }

/** A dialect; `auto` is the one that the server's greeting is in. */
export type DialectChoice = DialectName | 'auto'

/** The servers that Parley knows by name, and `custom` for any other. */
export const serverKinds = [
  'demo',
  'openai',
  'azure',
  'azure_voice_live',
  'xai',
  'localai',
  'speaches',
  'hugging_face',
  'vllm_omni',
  'qwen_omni',
  'inworld',
  'custom',
] as const
export type ServerKind = (typeof serverKinds)[number]

/** All that is known of a kind of server. */
export interface KnownServer {
  readonly name: string
  /**
   * Where it is. `{host}` stands for the host that the user enters, `{session}` for a name that every session has for
   * itself. Null: the user enters the whole address.
   */
  readonly url: string | null
  /** What an address looks like where the user enters one. */
  readonly example: string
  readonly authentication: Authentication
  /** Whether it lets nobody in without a key. */
  readonly needsKey: boolean
  readonly dialect: DialectChoice
  readonly rates: EndpointRates
  readonly traits: ServerTraits
  /** Names that are offered; any other can be typed in. */
  readonly models: readonly string[]
  readonly voices: readonly string[]
}

const usual = { input: SAMPLE_RATE, output: SAMPLE_RATE }

const openAiVoices = ['marin', 'cedar', 'alloy', 'ash', 'ballad', 'coral', 'echo', 'sage', 'shimmer', 'verse']
const openAiModels = ['gpt-realtime-2.1', 'gpt-realtime-2.1-mini', 'gpt-realtime-2', 'gpt-realtime-1.5']

const openAi: KnownServer = {
  name: 'OpenAI',
  url: 'wss://api.openai.com/v1/realtime',
  example: '',
  authentication: 'bearer',
  needsKey: true,
  dialect: 'ga',
  rates: usual,
  traits: openAiTraits,
  models: openAiModels,
  voices: openAiVoices,
}

const custom: KnownServer = {
  name: '',
  url: null,
  example: 'ws://127.0.0.1:8080/v1/realtime',
  authentication: 'bearer',
  needsKey: false,
  dialect: 'auto',
  rates: usual,
  traits: customTraits,
  models: [],
  voices: [],
}

/** What is known of each, from its makers' documentation and source, or from recordings of it (see `docs/servers.md`). */
export const knownServers: Readonly<Record<ServerKind, KnownServer>> = {
  // A stand-in for OpenAI's server.
  demo: {
    ...custom,
    name: 'Demo',
    authentication: 'none',
    dialect: 'ga',
    traits: openAiTraits,
    models: openAiModels,
    voices: openAiVoices,
  },
  openai: openAi,
  // The model and the one that transcribes are names of deployments, which only the user knows.
  azure: {
    ...openAi,
    name: 'Azure OpenAI',
    url: 'wss://{host}/openai/v1/realtime',
    example: 'name.openai.azure.com',
    authentication: 'api-key',
    traits: { ...openAiTraits, transcription: null },
    models: [],
  },
  azure_voice_live: {
    ...openAi,
    name: 'Azure Voice Live',
    url: 'wss://{host}/voice-live/realtime?api-version=2026-04-10',
    example: 'name.services.ai.azure.com',
    authentication: 'api-key',
    dialect: 'auto',
    traits: { ...customTraits, transcription: 'azure-speech', voice: 'alloy' },
    models: ['phi4-mm-realtime'],
  },
  xai: {
    ...custom,
    name: 'xAI',
    url: 'wss://api.x.ai/v1/realtime',
    needsKey: true,
    dialect: 'ga',
    traits: {
      ...customTraits,
      voice: 'Ara',
      commit: 'answers',
      detections: ['server_vad'],
      truncates: false,
      images: false,
      settings: ['formats'],
      shape: 'flat_turns',
    },
    models: ['grok-voice-latest'],
    voices: ['Ara', 'Rex', 'Sal', 'Eve', 'Leo'],
  },
  // A transcription model would take the place of its speech model.
  localai: {
    ...custom,
    name: 'LocalAI',
    example: 'ws://127.0.0.1:8080/v1/realtime',
    traits: { ...customTraits, commit: 'answers', detections: ['server_vad'], images: false, settings: ['formats'] },
  },
  // It refuses to do without its detector, formats, and the padding; its transcription model has to be installed.
  speaches: {
    ...custom,
    name: 'speaches',
    example: 'ws://127.0.0.1:8000/v1/realtime',
    dialect: 'beta',
    traits: {
      ...customTraits,
      manualTurns: false,
      detections: ['server_vad'],
      truncates: false,
      cancels: false,
      images: false,
      settings: ['language'],
    },
  },
  hugging_face: {
    ...custom,
    name: 'Hugging Face speech-to-speech',
    example: 'ws://127.0.0.1:8765/v1/realtime',
    traits: {
      ...customTraits,
      commit: 'answers',
      detections: ['server_vad'],
      truncates: false,
      images: false,
      settings: ['formats'],
    },
  },
  vllm_omni: {
    ...custom,
    name: 'vLLM-Omni',
    example: 'ws://127.0.0.1:8000/v1/realtime',
    traits: { ...customTraits, detections: ['server_vad'], images: false, settings: ['formats', 'prefix_padding'] },
  },
  qwen_omni: {
    ...custom,
    name: 'Qwen-Omni',
    url: 'wss://dashscope-intl.aliyuncs.com/api-ws/v1/realtime',
    needsKey: true,
    dialect: 'beta',
    rates: { input: 16_000, output: SAMPLE_RATE },
    traits: {
      ...customTraits,
      voice: 'Chelsie',
      detections: ['server_vad'],
      truncates: false,
      settings: ['prefix_padding'],
    },
    models: ['qwen3-omni-flash-realtime'],
    voices: ['Chelsie', 'Cherry', 'Serena', 'Ethan'],
  },
  inworld: {
    ...custom,
    name: 'Inworld',
    url: 'wss://api.inworld.ai/api/v1/realtime/session?key={session}&protocol=realtime',
    authentication: 'basic',
    needsKey: true,
    dialect: 'ga',
    traits: {
      ...customTraits,
      voice: 'Clive',
      images: false,
      settings: ['formats', 'prefix_padding', 'speed', 'max_output_tokens'],
    },
    models: ['openai/gpt-4o-mini', 'google-ai-studio/gemini-2.5-flash'],
    voices: ['Clive', 'Olivia', 'Dennis'],
  },
  custom,
}

/** Whether the user has to enter where a server of this kind is. */
export const needsAddress = (kind: ServerKind): boolean =>
  kind !== 'demo' && (knownServers[kind].url?.includes('{host}') ?? true)
