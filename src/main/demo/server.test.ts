import { request as httpRequest } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { useDemoServers } from '../../../test/support/demo-server'
import { ManualClock } from '../../../test/support/manual-clock'
import { RealtimeClient } from '../../../test/support/realtime-client'
import { resourcesDirectory } from '../../../test/support/sounds'
import type { DialectName } from '../../shared/realtime/dialect'
import { startDemoServer } from './server'

const { start, connect } = useDemoServers()

interface Refusal {
  readonly status: number | undefined
  readonly body: unknown
}

/** Tries to connect, and says how that was refused. */
const refusalOf = (url: string, headers: Record<string, string> = {}, protocols: string[] = []): Promise<Refusal> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocols, { headers })
    socket.on('open', () => reject(new Error('was accepted')))
    socket.on('error', reject)
    socket.on('unexpected-response', (_request, response) => {
      let body = ''
      response.on('data', (part) => (body += String(part)))
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(body) }))
    })
  })

const statusOf = (url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(url.replace('ws:', 'http:'), (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject).end()
  })

describe('the handshake', () => {
  it('greets with a session of the model in the URL', async () => {
    const clock = new ManualClock()
    const { url } = await start({ clock, sessionCapMs: 60_000 })
    const client = await RealtimeClient.connect(`${url}?model=gpt-realtime-mini`)
    const { session } = await client.next('session.created')
    expect(session).toMatchObject({
      type: 'realtime',
      object: 'realtime.session',
      id: expect.stringMatching(/^sess_\w+$/),
      model: 'gpt-realtime-mini',
      expires_at: clock.wallTime() / 1000 + 60,
      output_modalities: ['audio'],
      audio: {
        input: { format: { type: 'audio/pcm', rate: 24000 }, turn_detection: { type: 'server_vad' } },
        output: { voice: 'marin' },
      },
    })
    expect(client.types()).toEqual(['session.created'])
  })

  it('answers 404 anywhere but on its path, and asks for a WebSocket there', async () => {
    const { url } = await start()
    const elsewhere = url.replace('/v1/realtime', '/v1/other')
    expect(await refusalOf(elsewhere)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
    expect([await statusOf(elsewhere), await statusOf(url)]).toEqual([404, 426])
  })

  it.each([
    ['a bearer key', { Authorization: 'Bearer invalid' }, []],
    ['an Azure key', { 'api-key': 'invalid' }, []],
    ['a browser’s key', {}, ['realtime', 'openai-insecure-api-key.invalid']],
  ])('refuses the wrong key as %s', async (_name, headers, protocols) => {
    const { url } = await start()
    const refusal = await refusalOf(url, headers, protocols)
    expect(refusal).toMatchObject({ status: 401, body: { error: { code: 'invalid_api_key' } } })
  })

  it('takes any other key, and none', async () => {
    const { url } = await start()
    const clients = [
      await RealtimeClient.connect(url),
      await RealtimeClient.connect(url, { Authorization: 'Bearer sk-whatever' }),
      await RealtimeClient.connect(url, {}, ['realtime', 'openai-insecure-api-key.sk-whatever']),
    ]
    await Promise.all(clients.map((client) => client.next('session.created')))
  })

  it.each<[string, Record<string, string>, string[]]>([
    ['header', { 'OpenAI-Beta': 'realtime=v1' }, []],
    ['subprotocol', {}, ['realtime', 'openai-beta.realtime-v1']],
  ])('sends a client with the beta’s %s away', async (_name, headers, protocols) => {
    const { url } = await start()
    const client = await RealtimeClient.connect(url, headers, protocols)
    expect(await client.closed).toEqual({ code: 4000, reason: 'invalid_request_error.beta_api_shape_disabled' })
    expect(client.events).toMatchObject([{ type: 'error', error: { code: 'beta_api_shape_disabled' } }])
  })

  it('lets it in where the beta is spoken', async () => {
    const { url } = await start({ dialect: 'beta' })
    const client = await RealtimeClient.connect(url, { 'OpenAI-Beta': 'realtime=v1' })
    await client.next('conversation.created')
    expect(client.types()).toEqual(['session.created', 'conversation.created'])
  })

  it('survives requests that are no requests', async () => {
    const { url, port } = await start()
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nHost: x\r\n\r\n'
    const answers = await Promise.all(
      [`GET // HTTP/1.1\r\n${upgrade}`, `GET http://[ HTTP/1.1\r\n${upgrade}`, 'rubbish\r\n\r\n'].map((text) =>
        exchange(port, text),
      ),
    )
    expect(answers.map((answer) => answer.slice(0, 12))).toEqual(['HTTP/1.1 404', 'HTTP/1.1 404', 'HTTP/1.1 400'])
    await (await RealtimeClient.connect(url)).next('session.created')
  })

  const elsewhere = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')

  it.skipIf(!elsewhere)('listens on the loopback interface only', async () => {
    const { url } = await start()
    const outside = url.replace('127.0.0.1', elsewhere!.address)
    await expect(RealtimeClient.connect(outside)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

/** Sends raw text to the port, and gets all that comes back until the server hangs up. */
const exchange = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = connectTcp(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (data) => (answer += data.toString('latin1')))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })

describe('the life of a connection', () => {
  it.each<[DialectName]>([['ga'], ['beta']])('ends at the cap with an error and 1001 (%s)', async (dialect) => {
    const clock = new ManualClock()
    const client = await connect({ clock, dialect, sessionCapMs: 30 * 60_000 })
    await clock.advance(30 * 60_000 - 1)
    expect(client.ofType('error')).toEqual([])
    await clock.advance(1)
    const message = 'Your session hit the maximum duration of 30 minutes.'
    expect(await client.next('error')).toMatchObject({ error: { code: 'session_expired', message, event_id: null } })
    expect(await client.closed).toEqual({ code: 1001, reason: message })
  })

  it('lasts an hour when nothing else is said', async () => {
    const clock = new ManualClock()
    const client = await connect({ clock })
    await clock.advance(60 * 60_000)
    expect(await client.closed).toMatchObject({ code: 1001 })
  })

  it('is not harmed by what goes wrong in another', async () => {
    const defects: unknown[] = []
    let broken = false
    const clock = Object.assign(new ManualClock(), {
      wallTime: () => {
        if (broken) throw new Error('the clock fell off the wall')
        return 0
      },
    })
    const { url } = await start({ clock, onDefect: (thrown) => defects.push(thrown) })
    const [first, second] = [await RealtimeClient.connect(url), await RealtimeClient.connect(url)]
    broken = true
    first.send({ type: 'response.create' })
    expect(await first.next('error')).toMatchObject({ error: { type: 'server_error', code: 'internal_error' } })
    broken = false
    for (const client of [first, second]) {
      client.send({ type: 'response.create' })
      await client.next('response.created')
    }
    expect(defects).toEqual([new Error('the clock fell off the wall')])
  })

  it('is closed with the server, whose port is free then', async () => {
    const options = { dialect: 'ga', clock: new ManualClock(), resourcesDirectory } as const
    const server = await startDemoServer(options)
    const client = await RealtimeClient.connect(server.url)
    await Promise.all([server.close(), server.close()])
    expect(await client.closed).toMatchObject({ code: 1001 })
    const next = await startDemoServer({ ...options, port: server.port })
    expect(next.port).toBe(server.port)
    await next.close()
  })
})
