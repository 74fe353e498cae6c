import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type AssistantRig, assistantRig } from '../../../test/support/assistant-rig'
import type { RecordingsPort } from '../../shared/history/recording'
import type { HostFrame } from '../../shared/ipc/web-frames'
import { systemClock } from '../clock/system-clock'
import { createRouter } from '../ipc/router'
import { Downloads } from './downloads'
import { pageFiles } from '../page/page-files'
import { answerRecording } from '../page/recording-files'
import { startWebHost, type WebHost } from './server'

const token = 'a-token-that-nobody-guesses-0123456789'
let folder: string
let rig: AssistantRig
let downloads: Downloads
let host: WebHost

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-web-'))
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Parley</title>')
  writeFileSync(join(folder, 'renderer', 'assets', 'main-1.js'), 'void 0')
  writeFileSync(join(folder, 'secret.json'), '{"key":"sk-secret"}')
  writeFileSync(join(folder, 'sound.flac'), 'fLaC0123456789')
  downloads = new Downloads(systemClock)
  rig = assistantRig()
  host = await start(0)
})

afterEach(async () => {
  await host.close()
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = (port: number): Promise<WebHost> =>
  startWebHost({
    router: createRouter(rig.assistant),
    clock: systemClock,
    findFile: pageFiles(join(folder, 'renderer'), null),
    developmentServer: null,
    port,
    token,
    downloads,
    recording: (urlPath, range) => answerRecording(readRecording, '/recordings/secret/', urlPath, range),
  })

const readRecording: RecordingsPort['read'] = ({ conversationId, itemId }) =>
  Promise.resolve(
    conversationId === 'of/old' && itemId === 'item'
      ? { path: join(folder, 'sound.flac'), mediaType: 'audio/flac' }
      : null,
  )

/** Asks without tidying the path up first, as browsers would. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    outgoing.on('error', reject).end()
  })
}

interface Attempt {
  readonly path?: string
  readonly origin?: string | undefined
  readonly hostName?: string
}

function connect({ path = `/bridge?token=${token}`, ...headers }: Attempt = {}): WebSocket {
  const own = `127.0.0.1:${host.port}`
  const origin = 'origin' in headers ? headers.origin : `http://${own}`
  return new WebSocket(`ws://${own}${path}`, {
    headers: { host: headers.hostName ?? own, ...(origin === undefined ? {} : { origin }) },
  })
}

/** 101 when the socket opens, or the status with which it is refused. */
const statusOf = (socket: WebSocket): Promise<number> =>
  new Promise((resolve, reject) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', reject)
  }).finally(() => socket.terminate()) as Promise<number>

/** A tab: asks, and keeps what it is told. */
async function openTab() {
  const socket = connect()
  const frames: HostFrame[] = []
  const looks = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString('utf8')) as HostFrame)
    for (const look of looks) look()
  })
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const until = (fits: (frame: HostFrame) => boolean): Promise<HostFrame> =>
    new Promise((resolve) => {
      const look = (): void => {
        const frame = frames.find(fits)
        if (!frame) return
        looks.delete(look)
        resolve(frame)
      }
      looks.add(look)
      look()
    })
  let id = 0
  return {
    socket,
    frames,
    until,
    ask(name: string, input?: unknown): Promise<HostFrame> {
      const own = id++
      socket.send(JSON.stringify({ id: own, name, input }))
      return until((frame) => frame.kind === 'answer' && frame.id === own)
    },
    closed: new Promise<number>((resolve) => socket.on('close', resolve)),
  }
}

describe('the socket', () => {
  it('opens for the page that this host has served, and answers', async () => {
    const tab = await openTab()
    expect(await tab.ask('app.snapshot')).toMatchObject({ result: { ok: true, value: { host: 'web' } } })
    expect(await tab.ask('nonsense')).toMatchObject({ result: { ok: false, error: { code: 'ipc.unknown_request' } } })
  })

  it('opens for the same page under the name localhost, also behind another port', async () => {
    expect(await statusOf(connect({ hostName: 'localhost:9999', origin: 'http://localhost:9999' }))).toBe(101)
  })

  it.each<[string, Attempt]>([
    ['no token', { path: '/bridge' }],
    ['an empty token', { path: '/bridge?token=' }],
    ['a wrong token', { path: `/bridge?token=${token}x` }],
    ['no origin', { origin: undefined }],
    ['the origin of another site', { origin: 'https://evil.example' }],
    ['the origin of another port', { origin: 'http://127.0.0.1:1' }],
    ['the origin of a file', { origin: 'null' }],
    ['a name that was made to lead here', { hostName: 'evil.example', origin: 'http://evil.example' }],
    [
      'a name that only begins like ours',
      { hostName: '127.0.0.1.evil.example', origin: 'http://127.0.0.1.evil.example' },
    ],
  ])('is refused with 403: %s', async (_what, attempt) => {
    expect(await statusOf(connect(attempt))).toBe(403)
  })

  it('is nowhere else', async () => {
    expect(await statusOf(connect({ path: `/other?token=${token}` }))).toBe(404)
  })

  it('closes on what is no request', async () => {
    const tab = await openTab()
    tab.socket.send('not JSON')
    expect(await tab.closed).toBe(1008)
  })

  it('tells every tab the same, whichever asked', async () => {
    const [first, second] = [await openTab(), await openTab()]
    await first.ask('settings.change', { instructions: 'Be brief.' })
    const told = await second.until((frame) => frame.kind === 'event' && frame.name === 'settings.changed')
    expect(told).toMatchObject({ payload: { instructions: 'Be brief.' } })
    expect(first.frames).toContainEqual(told)
    expect(await second.ask('app.snapshot')).toMatchObject({
      result: { value: { settings: { instructions: 'Be brief.' } } },
    })
  })

  it('ends what its tab was in the midst of, and not what another is', async () => {
    const [talking, other] = [await openTab(), await openTab()]
    await rig.assistant.changeMode('ptt')
    await talking.ask('talk.down', { at: 0 })
    other.socket.close()
    await other.closed
    expect(rig.assistant.talkKey.state).toBe('held')
    talking.socket.close()
    await rig.until(() => rig.assistant.talkKey.state === 'silent')
  })

  it('says goodbye when the host ends', async () => {
    const tab = await openTab()
    await host.close()
    expect(await tab.closed).toBe(1001)
  })
})

describe('files', () => {
  it('are the window, which may be asked for anew, and what belongs to it', async () => {
    expect(await get('/')).toMatchObject({ status: 200, body: expect.stringContaining('Parley') as unknown })
    const script = await get('/assets/main-1.js')
    expect(script).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } })
    expect((await get('/', {}, 'HEAD')).body).toBe('')
  })

  it('come with headers that keep other pages out', async () => {
    const { headers } = await get('/')
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${host.port}`)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/..%5csecret.json',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.json',
    '//secret.json',
    '/link.json',
    '/missing.js',
    '/assets',
    '/%00.html',
    '/%zz.html',
  ])('are no others: %s', async (path) => {
    symlinkSync(join(folder, 'secret.json'), join(folder, 'renderer', 'link.json'))
    const { status, body } = await get(path)
    expect(status).toBe(404)
    expect(body).not.toContain('secret')
  })

  it('are refused under a name that was made to lead here, and changed by nobody', async () => {
    expect(await get('/', { host: 'evil.example' })).toMatchObject({ status: 403 })
    expect(await get('/', {}, 'POST')).toMatchObject({ status: 405 })
  })
})

describe('the port', () => {
  it('gives way to the next one when it is taken', async () => {
    const second = await start(host.port)
    try {
      expect(second.port).toBeGreaterThan(host.port)
      expect(second.url).toBe(`http://127.0.0.1:${second.port}/#token=${token}`)
    } finally {
      await second.close()
    }
  })
})

describe('a download', () => {
  const file = (content: AsyncIterable<string>) =>
    downloads.offer({ suggestedName: 'Über „uns“.md', extension: 'md', mediaType: 'text/markdown', content })
  const urlOf = (outcome: ReturnType<typeof file>): string => (outcome.kind === 'download' ? outcome.url : '')

  it('is made while it is fetched, under its name, once', async () => {
    const url = urlOf(file(Readable.from(['one ', 'two'])))
    const { status, headers, body } = await get(url)
    expect([status, body, headers['content-type']]).toEqual([200, 'one two', 'text/markdown'])
    expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('Über „uns“.md')}`)
    expect((await get(url)).status).toBe(404)
  })

  it('that fails half-way breaks off', async () => {
    async function* failing() {
      yield 'one '
      await Promise.resolve()
      throw new Error('The disk is gone.')
    }
    await expect(get(urlOf(file(failing())))).rejects.toThrow()
  })

  it('is found under no other address', async () => {
    file(Readable.from(['secret']))
    for (const path of ['/download/', '/download/x', '/download']) expect((await get(path)).status).toBe(404)
  })
})

describe('a recording', () => {
  const place = '/recordings/secret/of%2Fold/item/0'

  it('is sent whole, or as far as a player wants it', async () => {
    const whole = await get(place)
    expect([whole.status, whole.body, whole.headers['content-type']]).toEqual([200, 'fLaC0123456789', 'audio/flac'])
    const part = await get(place, { range: 'bytes=4-7' })
    expect([part.status, part.body, part.headers['content-range']]).toEqual([206, '0123', 'bytes 4-7/14'])
    expect((await get(place, { range: 'bytes=99-' })).status).toBe(416)
  })

  it.each([
    '/recordings/guess/of%2Fold/item/0',
    '/recordings/secret/of%2Fold/other/0',
    '/recordings/secret/of%2Fold/item/x',
    '/recordings/secret/of%2Fold/item/0/more',
    '/recordings/secret/%ff/item/0',
    '/recordings/secret/',
  ])('is not found under %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })
})
