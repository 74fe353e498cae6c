import { Failure } from '../ipc/result'
import { type Authentication, type DialectChoice, knownServers, type ServerKind } from './servers/server-kinds'
import type { ServerTraits } from './servers/server-traits'
import type { EndpointRates } from './session-config'

/** Everything that differs between servers, as data. */
export interface EndpointProfile {
  readonly name: string
  /** The socket's address without the model; `https` and `http` count as `wss` and `ws`. */
  readonly url: string
  readonly authentication: Authentication
  readonly dialect: DialectChoice
  readonly rates: EndpointRates
  readonly traits: ServerTraits
}

/** What opening the socket needs. The headers may contain the key: never log them. */
export interface ConnectionRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Returns the profile of a known kind of server.
 * @param address the whole address or the host, for kinds without a fixed address
 */
export function serverProfile(kind: ServerKind, address = ''): EndpointProfile {
  const { name, url, authentication, dialect, rates, traits } = knownServers[kind]
  return {
    name: name === '' ? hostOf(address) : name,
    url: url === null ? address : url.replace('{host}', resourceHost(address)),
    authentication,
    dialect,
    rates,
    traits,
  }
}

/** Returns the profile of any other server. @param own sample rates that differ from 24 kHz */
export const customProfile = (
  url: string,
  dialect: DialectChoice,
  own: Partial<EndpointRates> = {},
): EndpointProfile => {
  const profile = serverProfile('custom', url)
  return { ...profile, dialect, rates: { ...profile.rates, ...own } }
}

/**
 * Returns the address and headers of a connection.
 * @throws Failure `endpoint.bad_url` if the profile's address is invalid, `endpoint.bad_key` if the key has characters that
 *   headers can't carry
 */
export function connectionRequest(profile: EndpointProfile, model: string, key: string | undefined): ConnectionRequest {
  const url = parseSocketUrl(profile.url)
  if (model !== '' && !url.searchParams.has('model')) url.searchParams.set('model', model)
  return { url: url.href, headers: authenticationHeaders(profile.authentication, key?.trim()) }
}

function authenticationHeaders(authentication: Authentication, key: string | undefined): Record<string, string> {
  if (!key || authentication === 'none') return {}
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new Failure('endpoint.bad_key')
  }
  switch (authentication) {
    case 'bearer':
      return { Authorization: `Bearer ${key}` }
    case 'basic':
      return { Authorization: `Basic ${key.includes(':') ? btoa(key) : key}` } // Inworld's keys come encoded
    case 'api-key':
      return { 'api-key': key }
    default:
      return { [authentication.header]: key }
  }
}

/** Parses a socket's address; `http` and `https` count as `ws` and `wss`. */
function parseSocketUrl(text: string): URL {
  const trimmed = text.trim()
  const address = trimmed.replace(/^http(s?):\/\//i, 'ws$1://')
  if (/^wss?:\/\//i.test(address) && URL.canParse(address)) {
    const url = new URL(address)
    url.hash = '' // sockets have none
    return url
  }
  throw new Failure('endpoint.bad_url', { address: withoutUser(trimmed) })
}

/** A user and password in an address are as secret as a key. */
const withoutUser = (address: string): string => address.replace(/\/\/[^/?#]*@/, '//')

const hostOf = (address: string): string => /^\w+:\/\/([^/?#]+)/.exec(withoutUser(address.trim()))?.[1] ?? address

/** Returns the host that a user entered alone or within an address. */
const resourceHost = (address: string): string =>
  address
    .trim()
    .replace(/^\w+:\/\//, '')
    .replace(/[/?#].*$/s, '')
