import type { ServerKind } from '../../src/shared/realtime/servers/server-kinds'
import { AzureServer } from './azure'
import { HuggingFaceServer } from './hugging-face'
import { LocalAiServer } from './localai'
import { QwenOmniServer } from './qwen-omni'
import { SpeachesServer } from './speaches'
import type { Say, StandIn } from './stand-in'
import { UsualServer } from './usual-server'
import { VllmServer } from './vllm'
import { XaiServer } from './xai'

export interface StandInKind {
  readonly kind: ServerKind
  readonly create: (say: Say) => StandIn
}

/** A stand-in for every kind of server that Parley knows. */
export const standIns: readonly StandInKind[] = [
  { kind: 'openai', create: (say) => new UsualServer(say) },
  { kind: 'azure', create: (say) => new AzureServer(say) },
  { kind: 'azure_voice_live', create: (say) => new UsualServer(say) },
  { kind: 'inworld', create: (say) => new UsualServer(say) },
  { kind: 'xai', create: (say) => new XaiServer(say) },
  { kind: 'localai', create: (say) => new LocalAiServer(say) },
  { kind: 'speaches', create: (say) => new SpeachesServer(say) },
  { kind: 'hugging_face', create: (say) => new HuggingFaceServer(say) },
  { kind: 'vllm_omni', create: (say) => new VllmServer(say) },
  { kind: 'qwen_omni', create: (say) => new QwenOmniServer(say) },
]
