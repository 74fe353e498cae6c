import { OpenAIRealtimeWebSocket, RealtimeAgent, type RealtimeItem, RealtimeSession } from '@openai/agents-realtime'
import type { Contender } from '../support/measure'
import { answerAdded, finishedItem } from './events'

/**
 * The same work done by OpenAI's agents SDK, as one of its users gets it: a `RealtimeSession` on its own WebSocket
 * transport, with a socket that is fed by hand.
 */

type Socket = Awaited<ReturnType<NonNullable<SocketOptions['createWebSocket']>>>
type SocketOptions = NonNullable<ConstructorParameters<typeof OpenAIRealtimeWebSocket>[0]>

export interface AgentsSdk {
  /** What has listeners for the transport's own events, as the transport itself would emit them. */
  readonly transport: OpenAIRealtimeWebSocket
  readonly session: RealtimeSession
  /** A frame that comes from the server. */
  receive(frame: string): void
}

/** A session that is connected and already has some items. */
export async function connectAgentsSdk(history: number): Promise<AgentsSdk> {
  const onMessage: ((message: { readonly data: string }) => void)[] = []
  const socket = {
    addEventListener: (type: string, listener: (message: { readonly data: string }) => void): void => {
      if (type === 'message') onMessage.push(listener)
    },
    send: () => undefined,
    close: () => undefined,
    readyState: 1,
  }
  const transport = new OpenAIRealtimeWebSocket({
    createWebSocket: () => Promise.resolve(socket as unknown as Socket),
    skipOpenEventListeners: true,
  })
  const session = new RealtimeSession(new RealtimeAgent({ name: 'bench' }), { transport })
  await session.connect({ apiKey: 'none' })
  const receive = (data: string): void => {
    for (const listener of onMessage) listener({ data })
  }
  for (let index = 0; index < history; index++) {
    const role = index % 2 === 0 ? 'user' : 'assistant'
    const after = index === 0 ? null : `item_${index - 1}`
    receive(JSON.stringify(finishedItem(`item_${index}`, role, after)))
  }
  if (session.history.length !== history) throw new Error('The agents SDK did not take the history in.')
  return { transport, session, receive }
}

/** Frames as the socket hands them over. The SDK decodes their audio too, but leaves transcript deltas to its user. */
export const feedFrames = (sdk: AgentsSdk, itemId: string, frames: readonly string[]): Contender => ({
  operations: frames.length,
  prepare: () => {
    sdk.receive(JSON.stringify(answerAdded(itemId, null)))
    return {
      work: () => {
        for (const frame of frames) sdk.receive(frame)
      },
    }
  },
})

/**
 * A growing transcript through the SDK's history: each piece is an item update, as its transport emits one for every
 * item that the server tells of again, and the only way in which text gets into its history.
 */
export const updateHistory = (sdk: AgentsSdk, itemId: string, updates: number): Contender => ({
  operations: updates,
  prepare: () => {
    let transcript = ''
    const items = Array.from({ length: updates }, (_, index): RealtimeItem => {
      transcript += ` word${index}`
      const content = [{ type: 'output_audio' as const, transcript }]
      return { itemId, type: 'message', role: 'assistant', status: 'in_progress', content }
    })
    return {
      work: () => {
        for (const item of items) sdk.transport.emit('item_update', item)
      },
    }
  },
})
