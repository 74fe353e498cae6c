import { describe, expect, it } from 'vitest'
import { typed, useDemoServers } from '../../../../test/support/demo-server'
import { RealtimeClient } from '../../../../test/support/realtime-client'
import type { FaultAction } from './fault'

const { connect, start } = useDemoServers()

const answering = async (on: string, nth: number, action: FaultAction): Promise<RealtimeClient> => {
  const client = await connect({ faults: [{ on, nth, action }] })
  client.send(typed('what is 2 + 3'))
  client.send({ type: 'response.create' })
  return client
}

describe('a scripted fault', () => {
  it('cuts the connection without a word', async () => {
    const client = await answering('response.output_audio.delta', 3, { kind: 'drop' })
    expect(await client.closed).toMatchObject({ code: 1006 })
    expect(client.ofType('response.output_audio.delta')).toHaveLength(2)
  })

  it('closes the connection with its code', async () => {
    const client = await answering('response.done', 1, { kind: 'close', code: 4009, reason: 'enough' })
    expect(await client.closed).toEqual({ code: 4009, reason: 'enough' })
    expect(client.ofType('response.done')).toEqual([])
  })

  it('puts a broken frame between good ones', async () => {
    const client = await answering('response.done', 1, { kind: 'malformed' })
    await client.next('response.done')
    expect(client.malformed).toHaveLength(1)
  })

  it('sends an error, and goes on', async () => {
    const client = await answering('response.created', 1, { kind: 'error', code: 'insufficient_quota' })
    expect(await client.next('error')).toMatchObject({ error: { code: 'insufficient_quota', event_id: null } })
    expect((await client.next('response.done')).response).toMatchObject({ status: 'completed' })
  })

  it('happens once: the client that comes back is served', async () => {
    const { url } = await start({ faults: [{ on: 'session.created', nth: 1, action: { kind: 'drop' } }] })
    const first = await RealtimeClient.connect(url)
    await first.closed
    expect(first.events).toEqual([])
    await (await RealtimeClient.connect(url)).next('session.created')
  })
})
