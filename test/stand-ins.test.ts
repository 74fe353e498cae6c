import { afterEach, describe, expect, it, vi } from 'vitest'
import { probe } from '../src/main/assistant/endpoints/probe'
import { systemClock } from '../src/main/clock/system-clock'
import { knownServers, type ServerKind } from '../src/shared/realtime/servers/server-kinds'
import type { ServerAbilities } from '../src/shared/realtime/server-abilities'
import type { TurnMode } from '../src/shared/realtime/turn-mode'
import { SpeachesServer } from './servers/speaches'
import { startStandIn } from './servers/stand-in'
import { type StandInKind, standIns } from './servers/stand-ins'
import { StandInSession } from './support/stand-in-session'
import { wayTo } from './support/stand-in-transport'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Those that transcribe whether they are asked to or not. */
const alwaysTranscribe: ReadonlySet<ServerKind> = new Set(['xai', 'localai', 'hugging_face', 'qwen_omni'])

async function open({ kind, create }: StandInKind, mode: TurnMode) {
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

describe.each(standIns)('$kind', (server) => {
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

  it('has the abilities that its profile names', async () => {
    const { manualTurns, truncates, cancels, images } = knownServers[server.kind].traits
    const found = await test(server.kind, server)
    expect(found).toMatchObject({ transcription, manualTurns, detections, truncates, cancels, images })
  })
})

/** What the test of the connection finds where the user has chosen a kind of server, and reaches one. */
async function test(chosen: ServerKind, { create }: StandInKind): Promise<ServerAbilities> {
  const server = await startStandIn(create)
  closers.push(() => server.close())
  const { transport, settings } = wayTo(chosen, server.url, 'ptt')
  return probe(transport, settings, systemClock)
}

describe("a server that is configured as the user's own", () => {
  it.each(standIns)('supports push-to-talk as $kind does', async (server) => {
    const { manualTurns } = knownServers[server.kind].traits
    expect(await test('custom', server)).toMatchObject({ manualTurns, transcription: null })
  })

  it('answers spoken turns although it refuses formats and push-to-talk', async () => {
    const { session } = await open({ kind: 'custom', create: (say) => new SpeachesServer(say) }, 'ptt')
    await vi.waitFor(() => expect(session.notices()).toHaveLength(3)) // one for each refused setting
    await session.speak()
    await session.speak()
    expect(session.said().filter((line) => line === 'assistant: Answer to: Heard.')).toHaveLength(2)
  })
})
