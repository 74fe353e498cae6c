import { Failure } from '../../shared/ipc/result'
import type { EndpointProfile } from '../../shared/realtime/endpoints'
import type { Settings } from '../../shared/settings'
import type { Transport } from '../session/ports'
import { endpointOf, needsKey } from './endpoint-of'
import type { EventLog } from './event-log'
import type { AroundConnection, AssistantPorts, KeyKind } from './ports'
import { probe } from './probe'

const keyKinds: readonly KeyKind[] = ['openai', 'azure', 'custom']

type EndpointPorts = Pick<AssistantPorts, 'demo' | 'secrets' | 'transportTo'>
type ChosenEndpoint = Settings['endpoint']

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
   * The way to the chosen server; nothing is sent yet.
   * @throws Failure `endpoint.no_key`, `endpoint.no_address`, `endpoint.bad_url`, `endpoint.bad_key`
   */
  async reach(chosen: ChosenEndpoint, model: string): Promise<{ profile: EndpointProfile; transport: Transport }> {
    const key = chosen.kind === 'demo' ? undefined : await this.#ports.secrets.read(chosen.kind)
    return this.#reachWith(chosen, model, key)
  }

  /** @throws Failure when the server, or the way to it, has something against it */
  async test(chosen: ChosenEndpoint, model: string): Promise<void> {
    const { transport } = await this.reach(chosen, model)
    await probe(transport)
  }

  /**
   * Tries a key, and keeps it only if the server takes it.
   * @throws Failure as {@link test}, or when the key can't be kept
   */
  async saveKey(chosen: ChosenEndpoint, model: string, key: string): Promise<void> {
    if (chosen.kind === 'demo')
      throw new Failure('endpoint.needs_no_key', 'The demo needs no key.', 'Choose the endpoint that the key is for.')
    const { transport } = await this.#reachWith(chosen, model, key.trim())
    await probe(transport)
    await this.#ports.secrets.write(chosen.kind, key.trim())
  }

  removeKey(kind: KeyKind): Promise<void> {
    return this.#ports.secrets.remove(kind)
  }

  /** For which endpoints there is a key. */
  async keys(): Promise<readonly KeyKind[]> {
    const present = await Promise.all(keyKinds.map((kind) => this.#ports.secrets.has(kind)))
    return keyKinds.filter((_, index) => present[index])
  }

  async #reachWith(
    chosen: ChosenEndpoint,
    model: string,
    key: string | undefined,
  ): Promise<{ profile: EndpointProfile; transport: Transport }> {
    const profile = await endpointOf(chosen, this.#ports.demo)
    if (!key && needsKey(chosen.kind)) {
      throw new Failure(
        'endpoint.no_key',
        `${profile.name} needs a key, and none is kept.`,
        'Add one in the settings, or choose the demo.',
        { values: { endpoint: profile.name } },
      )
    }
    this.#log.hide(key)
    return { profile, transport: await this.#ports.transportTo(profile, model, key, this.#around()) }
  }
}
