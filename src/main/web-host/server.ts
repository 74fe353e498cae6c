import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '../../shared/clock'
import { Failure } from '../../shared/ipc/result'
import { BRIDGE_PATH } from '../../shared/ipc/web-frames'
import type { Router } from '../ipc/router'
import type { FindFile } from '../page/page-files'
import type { RecordingAnswer } from '../page/recording-files'
import { BridgeSockets } from './bridge-sockets'
import { type Downloads, sendFile } from './downloads'
import { hasOwnHost, hasOwnOrigin, isToken } from './guard'
import { securityHeaders } from './headers'

export interface WebHostOptions {
  readonly router: Router
  readonly clock: Clock
  /** Finds the page's files, the only ones that are served apart from downloads and recordings. */
  readonly findFile: FindFile
  /** The origin of Vite's development server if the page comes from it; null in what users run. */
  readonly developmentServer: string | null
  /** 0 takes any free port; one that is taken gives way to the next that is free. */
  readonly port: number
  /** What a page must know to connect. */
  readonly token: string
  /** Files that pages were told to download. */
  readonly downloads: Downloads
  /** Answers who asks for a recording, by a URL's path and a `Range` header. */
  readonly recording: (urlPath: string, range: string | null) => Promise<RecordingAnswer>
}

export interface WebHost {
  readonly port: number
  /** The page's address, with the token behind the `#`, which browsers send to nobody. */
  readonly url: string
  /** Closes every connection and frees the port. */
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
/** How many ports are tried, one after the other. */
const MAX_PORTS_TRIED = 20

/**
 * Serves the window to browsers on this machine.
 * @throws Failure `web.no_port`, `web.port_refused`
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const sockets = new BridgeSockets(options.router, options.clock)
  const server = createServer((request, response) => void serve(options, request, response))
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    const status = judge(request, options.token)
    if (status === 101) sockets.accept(request, stream, head)
    else
      stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })
  const port = await listenNear(server, options.port)
  return {
    port,
    url: `http://${LOOPBACK}:${port}/#token=${options.token}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await sockets.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** The HTTP status that a request for a socket gets; 101 when it may have one. */
function judge(request: IncomingMessage, token: string): 101 | 403 | 404 {
  if (!hasOwnHost(request) || !hasOwnOrigin(request)) return 403
  const url = urlOf(request)
  if (url?.pathname !== BRIDGE_PATH) return 404
  return isToken(url.searchParams.get('token'), token) ? 101 : 403
}

async function serve(options: WebHostOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const own = hasOwnHost(request)
  const host = own ? (request.headers.host ?? '') : LOOPBACK
  for (const [name, value] of Object.entries(securityHeaders(host, options.developmentServer)))
    response.setHeader(name, value)
  if (!own) refuse(response, 403)
  else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, 405)
  else await answer(options, request, response)
}

async function answer(options: WebHostOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { findFile, downloads, recording } = options
  const url = urlOf(request)
  const path = url?.pathname
  const file = url === null ? null : await findFile(url.pathname + url.search)
  if (file) {
    response.setHeader('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    response.writeHead(200, { 'content-type': file.contentType, 'content-length': file.content.length })
    response.end(request.method === 'HEAD' ? undefined : file.content)
    return
  }
  const offered = path === undefined || request.method === 'HEAD' ? null : downloads.take(path)
  if (offered) await sendFile(offered, response)
  else if (path?.startsWith('/recordings/'))
    await sendRecording(await recording(path, request.headers.range ?? null), response)
  else refuse(response, 404)
}

async function sendRecording({ status, headers, body }: RecordingAnswer, response: ServerResponse): Promise<void> {
  response.writeHead(status, headers)
  // A player that seeks breaks off the connection.
  if (body) await pipeline(body, response).catch(() => response.destroy())
  else response.end()
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`${status} ${STATUS_CODES[status] ?? ''}\n`)
}

/** Clients may ask for anything, also for what is no path at all; null then. */
function urlOf({ url = '' }: IncomingMessage): URL | null {
  const address = `http://${LOOPBACK}${url}`
  return url.startsWith('/') && URL.canParse(address) ? new URL(address) : null
}

/** Listens on a port, or on the next one that is free. */
async function listenNear(server: Server, wanted: number): Promise<number> {
  const last = Math.min(wanted + MAX_PORTS_TRIED - 1, 65_535)
  for (let port = wanted; port <= last; port++) {
    try {
      return await listen(server, port)
    } catch (error) {
      if (!isTaken(error)) throw new Failure('web.port_refused', { port }, { cause: error })
    }
  }
  throw new Failure('web.no_port', { port: wanted, last })
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
