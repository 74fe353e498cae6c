import { afterEach, describe, expect, it, vi } from 'vitest'
import { chooseProxy } from './choose-proxy'

interface Circumstances {
  readonly kind?: 'system' | 'none' | 'manual'
  readonly address?: string
  readonly system?: string
}

const chosen = async (url: string, { kind = 'system', address = '', system = '' }: Circumstances = {}) => {
  const proxy = await chooseProxy(new URL(url), { kind, address }, () => Promise.resolve(system))
  return proxy?.href
}

const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']
const environment = (values: Record<string, string>): void => {
  for (const name of names) {
    vi.stubEnv(name.toLowerCase(), '')
    vi.stubEnv(name, values[name] ?? '')
  }
}
afterEach(() => vi.unstubAllEnvs())

const server = 'wss://voice.example/v1/realtime'

describe('the proxy to a server', () => {
  it('is the one that the user has set, whatever the environment says', async () => {
    environment({ HTTPS_PROXY: 'http://other:1' })
    expect(await chosen(server, { kind: 'manual', address: ' proxy.example:8080 ' })).toBe('http://proxy.example:8080/')
    expect(await chosen(server, { kind: 'none' })).toBeUndefined()
  })

  it('is the environment’s, by the server’s encryption and with its exceptions', async () => {
    environment({ HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'plain:2', NO_PROXY: '.intern.example' })
    expect(await chosen(server)).toBe('http://secure:1/')
    environment({ HTTPS_PROXY: 'bare:3128', HTTP_PROXY: 'plain:2', NO_PROXY: '.intern.example' })
    expect(await chosen(server)).toBe('http://bare:3128/')
    expect(await chosen('ws://voice.example:9000/v1/realtime')).toBe('http://plain:2/')
    expect(await chosen('wss://voice.intern.example/v1/realtime')).toBeUndefined()
  })

  it.each([
    ['PROXY first:3128; DIRECT', 'http://first:3128/'],
    ['SOCKS5 socks:1080; HTTPS second:443', 'https://second/'],
    ['SOCKS5 socks:1080; DIRECT', undefined],
    ['DIRECT; PROXY never:1', undefined],
    ['', undefined],
    ['what is this', undefined],
  ])('is the system’s where the environment names none: %s', async (system, expected) => {
    environment({})
    expect(await chosen(server, { system })).toBe(expected)
  })

  it('is no other than one that speaks HTTP', async () => {
    environment({ ALL_PROXY: 'socks5://socks:1080' })
    await expect(chosen(server)).rejects.toMatchObject({ error: { code: 'network.unsupported_proxy' } })
    environment({})
    const system = 'SOCKS5 socks:1080'
    await expect(chosen(server, { system })).rejects.toMatchObject({ error: { code: 'network.unsupported_proxy' } })
  })

  it('may have a password that was not escaped', async () => {
    expect(await chosen(server, { kind: 'manual', address: 'http://me:50%off@proxy:1' })).toBe(
      'http://me:50%25off@proxy:1/',
    )
  })

  it.each(['127.0.0.1', 'localhost', '[::1]', 'app.localhost'])(
    'is none for a server on this machine: %s',
    async (host) => {
      environment({ ALL_PROXY: 'http://proxy:1' })
      expect(await chosen(`ws://${host}:8080/v1/realtime`, { kind: 'manual', address: 'proxy:1' })).toBeUndefined()
    },
  )
})
