import { describe, expect, it } from 'vitest'
import { profileWith } from '../../../../test/support/profile-settings'
import { endpointOf } from './endpoint-of'

const demo = { url: () => Promise.resolve('ws://127.0.0.1:9/demo'), close: () => Promise.resolve() }
const endpointWith = (own: Parameters<typeof profileWith>[0]) => endpointOf(profileWith(own), demo, 'session-1')

describe('endpointOf', () => {
  it('is the running demo', async () => {
    expect(await endpointWith({ kind: 'demo' })).toMatchObject({ name: 'demo', url: 'ws://127.0.0.1:9/demo' })
  })

  it('uses the fixed address of a known server', async () => {
    const { name, url, authentication } = await endpointWith({ kind: 'xai', address: 'ws://elsewhere' })
    expect({ name, url, authentication }).toEqual({
      name: 'xAI',
      url: 'wss://api.x.ai/v1/realtime',
      authentication: 'bearer',
    })
  })

  it.each(['me.openai.azure.com', 'https://me.openai.azure.com/openai/x?y=z', ' me.openai.azure.com/#anchor '])(
    'takes the host from “%s”',
    async (address) => {
      expect((await endpointWith({ kind: 'azure', address })).url).toBe('wss://me.openai.azure.com/openai/v1/realtime')
    },
  )

  it('names each session if the server needs it', async () => {
    expect((await endpointWith({ kind: 'inworld' })).url).toContain('?key=session-1&')
  })

  it('drops the anchor of an address; an address is required', async () => {
    expect((await endpointWith({ address: ' ws://127.0.0.1:9/v1#x' })).url).toBe('ws://127.0.0.1:9/v1')
    await expect(endpointWith({ kind: 'localai', address: ' ' })).rejects.toMatchObject({
      error: { code: 'endpoint.no_address' },
    })
  })

  it("uses the user's choices instead of defaults", async () => {
    const own = { name: ' At home ', kind: 'localai', address: 'ws://127.0.0.1:9', dialect: 'beta' } as const
    expect(await endpointWith({ ...own, authentication: 'header', header: 'X-Api-Key' })).toMatchObject({
      name: 'At home',
      dialect: 'beta',
      authentication: { header: 'X-Api-Key' },
    })
  })

  it.each(['', 'X Api', 'X:', 'ä'])('refuses “%s” as the name of a header', async (header) => {
    const own = { kind: 'localai', address: 'ws://127.0.0.1:9', authentication: 'header', header } as const
    await expect(endpointWith(own)).rejects.toMatchObject({ error: { code: 'endpoint.bad_header' } })
  })
})
