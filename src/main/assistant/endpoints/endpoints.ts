import { randomUUID } from 'node:crypto'
import { Failure } from '../../../shared/ipc/result'
import type { Profile } from '../../../shared/profiles'
import type { EndpointProfile } from '../../../shared/realtime/endpoints'
import type { ServerAbilities } from '../../../shared/realtime/server-abilities'
import { knownServers } from '../../../shared/realtime/servers/server-kinds'
import { isUnencrypted } from '../../../shared/realtime/unencrypted'
import type { Settings } from '../../../shared/settings'
import type { Transport } from '../../ports/session'
import { endpointOf } from './endpoint-of'
import type { EventLog } from '../diagnostics/event-log'
import type { AroundConnection, AssistantPorts } from '../../ports/assistant'
import { probe } from './probe'
import { sessionSettingsOf } from './session-settings'

type EndpointPorts = Pick<AssistantPorts, 'clock' | 'demo' | 'log' | 'secrets' | 'transportTo'>

/** A server, and the way to it. */
export interface Reached {
  readonly endpoint: EndpointProfile
  readonly transport: Transport
}

/** The servers that can be talked to, and the keys to them. */
export class Endpoints {
  readonly #ports: EndpointPorts
  readonly #log: EventLog
  readonly #around: () => AroundConnection

  /** @param around what every connection is to have besides, now */
  constructor(ports: EndpointPorts, log: EventLog, around: () => AroundConnection) {
    this.#ports = ports
    this.#around = around
    this.#log = log
  }

  /**
   * Returns the way to a profile's server; nothing is sent yet.
   * @throws Failure `endpoint.no_key`, `endpoint.no_address`, `endpoint.bad_url`, `endpoint.bad_key`,
   *   `endpoint.bad_header`, `endpoint.unencrypted`
   */
  async reach(profile: Profile): Promise<Reached> {
    const key = profile.kind === 'demo' ? undefined : await this.#ports.secrets.read(profile.id)
    return this.#reachWith(profile, key)
  }

  /**
   * Opens a session on a profile's server, and ends it.
   * @throws Failure when the server, or the way to it, has something against it
   */
  async test(profile: Profile, settings: Settings): Promise<ServerAbilities> {
    const { transport } = await this.reach(profile)
    return probe(transport, sessionSettingsOf(settings, profile), this.#ports.clock)
  }

  /**
   * Tries a key, and keeps it only if the server takes it.
   * @throws Failure as {@link test}, or when the key can't be kept
   */
  async saveKey(profile: Profile, settings: Settings, key: string): Promise<ServerAbilities> {
    if (profile.kind === 'demo') throw new Failure('endpoint.needs_no_key')
    const { transport } = await this.#reachWith(profile, key.trim())
    const abilities = await probe(transport, sessionSettingsOf(settings, profile), this.#ports.clock)
    await this.#ports.secrets.write(profile.id, key.trim())
    return abilities
  }

  /** @throws Failure `keys.not_saved` */
  removeKey(profileId: string): Promise<void> {
    return this.#ports.secrets.remove(profileId)
  }

  /** Returns the identifiers of those profiles for which a key is kept. */
  async keys(profiles: readonly Profile[]): Promise<readonly string[]> {
    const present = await Promise.all(profiles.map(({ id }) => this.#ports.secrets.has(id)))
    return profiles.filter((_, index) => present[index]).map(({ id }) => id)
  }

  async #reachWith(profile: Profile, key: string | undefined): Promise<Reached> {
    const endpoint = await endpointOf(profile, this.#ports.demo, randomUUID())
    if (!key && knownServers[profile.kind].needsKey) throw new Failure('endpoint.no_key', { server: endpoint.name })
    if (key && endpoint.authentication !== 'none' && isUnencrypted(endpoint.url)) agreedTo(profile)
    this.#log.hide(key)
    if (key) this.#ports.log.hide(key)
    return { endpoint, transport: await this.#ports.transportTo(endpoint, profile.model, key, this.#around()) }
  }
}

/** @throws Failure `endpoint.unencrypted` unless the user agreed to send the key to this very address */
function agreedTo({ address, unencryptedAddress }: Profile): void {
  if (unencryptedAddress !== address) throw new Failure('endpoint.unencrypted')
}
