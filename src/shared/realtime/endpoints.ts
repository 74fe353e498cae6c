import { Failure } from '../ipc/result'
import { type Authentication, type DialectChoice, knownServers, type ServerKind } from './servers/server-kinds'
import type { ServerTraits } from './servers/server-traits'
import type { EndpointRates } from './session-config'

/** All that differs between servers of the protocol, as data. */
export interface EndpointProfile {
  readonly name: string
  /** The socket's address without the model; `https` and `http` addresses are taken as `wss` and `ws`. */
  readonly url: string
  readonly authentication: Authentication
  readonly dialect: DialectChoice
  readonly rates: EndpointRates
  readonly traits: ServerTraits
}

/** What is needed to open the socket. The headers may hold the key: never log them. */
export interface ConnectionRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * A server of a kind that is known.
 * @param address the whole address, or the host (also taken from an address), where the kind alone doesn't say where the
 *   server is
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

/** Any other server. @param own rates that it takes and gives, where they are not the usual */
export const customProfile = (
  url: string,
  dialect: DialectChoice,
  own: Partial<EndpointRates> = {},
): EndpointProfile => {
  const profile = serverProfile('custom', url)
  return { ...profile, dialect, rates: { ...profile.rates, ...own } }
}

/**
 * The address and headers to connect with.
 * @throws Failure `endpoint.bad_url` when the profile's address is none, `endpoint.bad_key` when the key has characters
 *   that no header can carry
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

/** Reads a socket's address, taking `http` and `https` for what they mean here. */
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

/** The host that a user entered as such, or within an address. */
const resourceHost = (address: string): string =>
  address
    .trim()
    .replace(/^\w+:\/\//, '')
    .replace(/[/?#].*$/s, '')
