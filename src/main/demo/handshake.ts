import type { IncomingMessage } from 'node:http'
import type { DialectName } from '../../shared/realtime/dialect'

/** The one path that the server answers. */
export const REALTIME_PATH = '/v1/realtime'

/** The key that the server refuses, so that the handling of a wrong key can be tried; every other key, or none, will do. */
const REFUSED_KEY = 'invalid'

/** Browsers can't set headers, so OpenAI takes the key and the beta opt-in as subprotocols too. */
export const SUBPROTOCOL = 'realtime'
const keySubprotocol = 'openai-insecure-api-key.'
const betaSubprotocol = 'openai-beta.realtime-v1'
const betaHeader = 'realtime=v1'

/** What becomes of a client that wants to connect. */
export type Handshake =
  | { readonly kind: 'refused'; readonly status: 401 | 404; readonly code: string; readonly message: string }
  | { readonly kind: 'accepted'; readonly model: string | null; readonly outdated: boolean }

/**
 * Judges a request to upgrade.
 * @param dialect what the server speaks: one that speaks GA lets a client of the beta in only to send it away
 */
export function judge(request: IncomingMessage, dialect: DialectName): Handshake {
  const url = parseUrl(request.url)
  if (url?.pathname !== REALTIME_PATH) {
    return { kind: 'refused', status: 404, code: 'not_found', message: `Nothing here but ${REALTIME_PATH}.` }
  }
  const subprotocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  if (keysOf(request, subprotocols).includes(REFUSED_KEY)) {
    const message = `Incorrect API key provided: ${REFUSED_KEY}.`
    return { kind: 'refused', status: 401, code: 'invalid_api_key', message }
  }
  const wantsBeta = request.headers['openai-beta'] === betaHeader || subprotocols.includes(betaSubprotocol)
  return { kind: 'accepted', model: url.searchParams.get('model'), outdated: wantsBeta && dialect === 'ga' }
}

/** OpenAI's bearer key, Azure's header, and the browser's subprotocol. */
const keysOf = (request: IncomingMessage, subprotocols: readonly string[]): readonly unknown[] => [
  request.headers.authorization?.replace(/^Bearer\s+/i, ''),
  request.headers['api-key'],
  ...subprotocols.filter((name) => name.startsWith(keySubprotocol)).map((name) => name.slice(keySubprotocol.length)),
]

/** Clients may ask for anything, also for what is no path at all; null then. */
function parseUrl(path = '/'): URL | null {
  const base = 'ws://localhost'
  return URL.canParse(path, base) ? new URL(path, base) : null
}
