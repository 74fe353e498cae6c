import { afterEach, expect } from 'vitest'
import { systemClock } from '../../src/main/clock/system-clock'
import { type DemoServer, type DemoServerOptions, startDemoServer } from '../../src/main/demo/server'
import type { DialectName } from '../../src/shared/realtime/dialect'
import { dialects } from '../../src/shared/realtime/dialects'
import { parseServerEvent } from '../../src/shared/realtime/parse'
import type { WireEvent } from '../../src/shared/realtime/wire'
import { RealtimeClient } from './realtime-client'
import { resourcesDirectory } from './sounds'

/** As fast as the event loop allows, for tests that only want the outcome. */
const quick = { chunkMs: 100, intervalMs: 1 }
/** Twice as fast as real time, for tests that do something while an answer is under way. */
export const unhurried = { chunkMs: 100, intervalMs: 50 }

/**
 * Servers and clients of one test file. After each test they are closed, no server may have had a defect, and every
 * event that came must be one that Parley understands.
 */
export function useDemoServers() {
  const servers: DemoServer[] = []
  const clients: { client: RealtimeClient; dialect: DialectName }[] = []
  const defects: unknown[] = []

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()))
    for (const { client, dialect } of clients.splice(0)) expectUnderstood(client.events, dialect)
    expect(defects.splice(0)).toEqual([])
  })

  async function start(options: Partial<DemoServerOptions> = {}): Promise<DemoServer> {
    const server = await startDemoServer({
      dialect: 'ga',
      clock: systemClock,
      resourcesDirectory,
      pace: quick,
      onDefect: (thrown) => defects.push(thrown),
      ...options,
    })
    servers.push(server)
    return server
  }

  /** Starts a server of its own, connects a client and waits for the greeting. */
  async function connect(options: Partial<DemoServerOptions> = {}): Promise<RealtimeClient> {
    const { url } = await start(options)
    const client = await RealtimeClient.connect(`${url}?model=gpt-realtime-2.1`)
    clients.push({ client, dialect: options.dialect ?? 'ga' })
    await client.next('session.created')
    return client
  }

  return { start, connect }
}

function expectUnderstood(events: readonly WireEvent[], dialect: DialectName): void {
  for (const event of events) {
    const parsed = parseServerEvent(dialects[dialect].serverEventToGa(event))
    expect(parsed.kind === 'event' ? null : [parsed.kind, event]).toBeNull()
    expect(event.event_id).toMatch(/^event_\w+$/)
  }
}

/** A user's typed message, ready to send. */
export const typed = (text: string, fields: object = {}): WireEvent => ({
  type: 'conversation.item.create',
  item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }], ...fields },
})

/** A change to the session's input, ready to send in GA. */
export const inputSettings = (input: object): WireEvent => ({
  type: 'session.update',
  session: { type: 'realtime', audio: { input } },
})

/** The same answer in words. */
export const textOnly: WireEvent = {
  type: 'session.update',
  session: { type: 'realtime', output_modalities: ['text'] },
}
