import { Failure } from '../../../shared/ipc/result'
import type { Profile } from '../../../shared/profiles'
import { type EndpointProfile, serverProfile } from '../../../shared/realtime/endpoints'
import type { Authentication } from '../../../shared/realtime/servers/server-kinds'
import { needsAddress } from '../../../shared/realtime/servers/server-kinds'
import type { DemoEndpoint } from '../../ports/assistant'

/**
 * Returns the server that a profile names, under the user's name for it; starts the demo if it is that one.
 * @param sessionName stands in the address where a server wants a name for each session
 * @throws Failure `endpoint.no_address`, `endpoint.bad_header`
 */
export async function endpointOf(chosen: Profile, demo: DemoEndpoint, sessionName: string): Promise<EndpointProfile> {
  if (chosen.kind === 'demo') return { ...serverProfile('demo', await demo.url()), name: 'demo' }
  const server = serverProfile(chosen.kind, addressOf(chosen))
  return {
    ...server,
    name: chosen.name.trim() || server.name,
    url: server.url.replace('{session}', sessionName),
    dialect: chosen.dialect === 'auto' ? server.dialect : chosen.dialect,
    authentication: authenticationOf(chosen) ?? server.authentication,
  }
}

/** The host or the address, as the kind of server wants it; empty where it wants none. */
function addressOf({ kind, address }: Profile): string {
  if (!needsAddress(kind)) return ''
  // An address may have been copied with an anchor, which sockets refuse.
  const given = address.trim().replace(/#.*$/s, '')
  if (given === '') {
    throw new Failure('endpoint.no_address')
  }
  return given
}

/** Undefined for the server's usual one. */
function authenticationOf({ authentication, header }: Profile): Authentication | undefined {
  if (authentication === 'usual') return undefined
  if (authentication !== 'header') return authentication
  const name = header.trim()
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return { header: name }
  throw new Failure('endpoint.bad_header')
}
