import { afterEach, describe, expect, it } from 'vitest'
import { knownServers, type ServerKind } from '../src/shared/realtime/servers/server-kinds'
import type { TurnMode } from '../src/shared/realtime/session-config'
import { AzureServer } from './servers/azure'
import { HuggingFaceServer } from './servers/hugging-face'
import { LocalAiServer } from './servers/localai'
import { QwenOmniServer } from './servers/qwen-omni'
import { SpeachesServer } from './servers/speaches'
import { startStandIn, type Say, type StandIn } from './servers/stand-in'
import { UsualServer } from './servers/usual-server'
import { VllmServer } from './servers/vllm'
import { XaiServer } from './servers/xai'
import { StandInSession } from './support/stand-in-session'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

interface Kind {
  readonly kind: ServerKind
  readonly create: (say: Say) => StandIn
}

/** Those that transcribe whether they are asked to or not. */
const alwaysTranscribe: ReadonlySet<ServerKind> = new Set(['xai', 'localai', 'hugging_face', 'qwen_omni'])

const servers: readonly Kind[] = [
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

async function open({ kind, create }: Kind, mode: TurnMode) {
  const server = await startStandIn(create)
  const session = new StandInSession(kind, server.url, mode)
  closers.push(
    () => session.close(),
    () => server.close(),
  )
  await session.until('waiting')
  return { session, server }
}

const exchange = (words: string): readonly string[] => [`user: ${words}`, `assistant: Answer to: ${words}`]

describe.each(servers)('$kind', (server) => {
  const { transcription, detections } = knownServers[server.kind].traits
  const words = transcription === null && !alwaysTranscribe.has(server.kind) ? '(spoken)' : 'Spoken.'
  const modes: readonly TurnMode[] = ['ptt', ...detections]

  it('answers two typed turns', async () => {
    const { session } = await open(server, 'text')
    await session.type('One')
    await session.type('Two')
    expect(session.said()).toEqual([...exchange('One'), ...exchange('Two')])
    expect(session.notices()).toEqual([])
  })

  it.each(modes)('answers two spoken turns: %s', async (mode) => {
    const { session } = await open(server, mode)
    await session.speak()
    await session.speak()
    const turn = [`user: ${words}`, 'assistant: Answer to: Heard.']
    expect(session.said()).toEqual([...turn, ...turn])
    expect(session.playedSamples).toBeGreaterThan(0)
    expect(session.notices()).toEqual([])
  })

  it('is interrupted twice, and answers the next turn', async () => {
    const { session } = await open(server, 'ptt')
    await session.interrupt()
    await session.interrupt()
    await session.type('After')
    expect(session.said().slice(-2)).toEqual(exchange('After'))
    expect(session.said().filter((line) => line === 'user: long')).toHaveLength(2)
    expect(session.notices()).toEqual([])
  })
})
