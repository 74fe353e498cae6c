import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { generate } from 'selfsigned'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadResampler } from '../src/main/audio/resampling/resampler'
import { systemClock } from '../src/main/clock/system-clock'
import { findWay } from '../src/main/network/find-way'
import { createWebSocketTransport } from '../src/main/realtime/web-socket-transport'
import type { AppError } from '../src/shared/ipc/result'
import { connectionRequest, customProfile } from '../src/shared/realtime/endpoints'
import { defaultUserSettings, type Settings } from '../src/shared/settings'
import { startConnectProxy } from './servers/connect-proxy'
import { answerWith, startScriptedServer } from './servers/scripted-server'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-network-'))
const authority = path.join(folder, 'authority.pem')
let tls: { key: string; cert: string }

beforeAll(async () => {
  const made = await generate([{ name: 'commonName', value: 'voice.test' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'voice.test' }] }],
  })
  tls = { key: made.private, cert: made.cert }
  writeFileSync(authority, made.cert)
  return () => rmSync(folder, { recursive: true })
})

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

function closeLater<T extends { close(): Promise<void> }>(opened: T): T {
  closers.push(() => opened.close())
  return opened
}

const server = async (encrypted: boolean): Promise<string> => {
  const { url } = closeLater(
    await startScriptedServer({ answer: (turn) => answerWith(`Answer ${turn}`), ...(encrypted && { tls }) }),
  )
  return url.replace('127.0.0.1', 'voice.test') // a name that leads here through a proxy only
}

const manual = (address: string): Settings['network']['proxy'] => ({ kind: 'manual', address })

/** Asks for an answer; what it says, or why there is none. */
async function ask(url: string, network: Partial<Settings['network']>): Promise<string | AppError> {
  const request = connectionRequest(customProfile(url, 'ga'), 'model', 'sk-secret')
  const transport = createWebSocketTransport({
    request,
    dialect: 'auto',
    rates: { input: 24_000, output: 24_000 },
    loadConverter: loadResampler,
    clock: systemClock,
    way: await findWay(request.url, { ...defaultUserSettings.network, ...network }, () => Promise.resolve('')),
  })
  return new Promise((resolve) => {
    const connection = transport.connect({
      onFrame(frame) {
        if (frame.kind !== 'event') return
        if (frame.event.type === 'session.created') connection.send({ type: 'response.create' })
        if (frame.event.type === 'response.output_text.delta') resolve(frame.event.delta)
      },
      onAudioDropped: () => undefined,
      onWarning: () => undefined,
      onClose: (error) => error && resolve(error),
    })
    closers.unshift(() => connection.close())
  })
}

const codeOf = (outcome: string | AppError): string => (typeof outcome === 'string' ? outcome : outcome.code)

describe('a proxy', () => {
  it.each([
    ['without encryption', false],
    ['with encryption', true],
  ])('a turn completes %s', async (_name, encrypted) => {
    const proxy = closeLater(await startConnectProxy())
    const url = await server(encrypted)
    expect(await ask(url, { proxy: manual(proxy.host), certificates: authority })).toBe('Answer 1')
    expect(proxy.asked).toEqual([new URL(url).host])
  })

  it('carries a turn with its password, and without it reports the cause, never the password', async () => {
    const proxy = closeLater(await startConnectProxy({ password: 'me:secret' }))
    const url = await server(false)
    expect(await ask(url, { proxy: manual(`http://me:secret@${proxy.host}`) })).toBe('Answer 1')
    const refused = await ask(url, { proxy: manual(`http://me:wrong@${proxy.host}`) })
    expect(refused).toMatchObject({ code: 'network.proxy_password', values: { host: proxy.host } })
    expect(JSON.stringify(refused)).not.toMatch(/wrong|sk-secret/)
  })

  it('is named in the error if it refuses, is unreachable, or is no proxy', async () => {
    const url = await server(false)
    const refusing = closeLater(await startConnectProxy({ status: 403 }))
    expect(await ask(url, { proxy: manual(refusing.host) })).toMatchObject({ code: 'network.proxy_refused' })
    expect(await ask(url, { proxy: manual('127.0.0.1:1') })).toMatchObject({ code: 'network.proxy_unreachable' })
    const nonsense = createServer((client) => client.end('What?\r\n\r\n')).listen(0, '127.0.0.1')
    closers.push(() => Promise.resolve(void nonsense.unref().close()))
    await once(nonsense, 'listening')
    const { port } = nonsense.address() as AddressInfo
    expect(await ask(url, { proxy: manual(`127.0.0.1:${port}`) })).toMatchObject({ code: 'network.proxy_unreachable' })
    await expect(ask(url, { proxy: manual('ftp://proxy') })).rejects.toMatchObject({
      error: { code: 'network.bad_proxy' },
    })
  })
})

describe('a server with a certificate of its own', () => {
  it('is trusted if its authority is configured; otherwise the error names the cause', async () => {
    const proxy = closeLater(await startConnectProxy())
    const url = await server(true)
    expect(codeOf(await ask(url, { proxy: manual(proxy.host) }))).toBe('endpoint.unknown_authority')
    expect(codeOf(await ask(url, { proxy: manual(proxy.host), certificates: authority }))).toBe('Answer 1')
  })

  it('is trusted by an authority that NODE_EXTRA_CA_CERTS names', async () => {
    const proxy = closeLater(await startConnectProxy())
    const url = await server(true)
    vi.stubEnv('NODE_EXTRA_CA_CERTS', authority)
    closers.push(() => Promise.resolve(void vi.unstubAllEnvs()))
    expect(codeOf(await ask(url, { proxy: manual(proxy.host) }))).toBe('Answer 1')
  })

  it('is refused if the certificate has expired', async () => {
    const past = { notBeforeDate: new Date('2020-01-01'), notAfterDate: new Date('2021-01-01') }
    const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], past)
    const old = { key: made.private, cert: made.cert }
    const { url } = closeLater(await startScriptedServer({ answer: () => [], tls: old }))
    const file = path.join(folder, 'old.pem')
    writeFileSync(file, made.cert)
    expect(codeOf(await ask(url, { certificates: file }))).toBe('endpoint.certificate_expired')
  })

  it('is refused if the certificate names another server', async () => {
    const url = (await server(true)).replace('voice.test', '127.0.0.1')
    expect(codeOf(await ask(url, { certificates: authority }))).toBe('endpoint.certificate_of_another')
  })

  it('is told apart from a server without encryption', async () => {
    const url = (await server(false)).replace('voice.test', '127.0.0.1').replace('ws:', 'wss:')
    expect(codeOf(await ask(url, {}))).toBe('endpoint.not_encrypted')
  })

  it('is refused if the configured file contains no certificates', async () => {
    const url = await server(true)
    const missing = path.join(folder, 'missing.pem')
    await expect(ask(url, { certificates: missing })).rejects.toMatchObject({
      error: { code: 'network.certificates_unreadable' },
    })
    const empty = path.join(folder, 'empty.pem')
    writeFileSync(empty, '-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----')
    await expect(ask(url, { certificates: empty })).rejects.toMatchObject({
      error: { code: 'network.no_certificates' },
    })
  })
})
