import { randomUUID } from 'node:crypto'
import { Failure } from '../../../shared/ipc/result'
import { customProfile, type EndpointProfile, serverProfile } from '../../../shared/realtime/endpoints'
import { knownServers, type ServerKind } from '../../../shared/realtime/servers/server-kinds'
import { defaultSettings } from '../../../shared/realtime/session-config'
import { isUnencrypted } from '../../../shared/realtime/unencrypted'
import { startDemoServer } from '../../demo/server'
import type { CommandContext } from '../context'
import { keyVariables, type KnownEndpoint, knownEndpoint } from './known-endpoints'
import type { TalkOptions } from './options'

export interface ResolvedEndpoint {
  readonly kind: ServerKind
  readonly profile: EndpointProfile
  /** Empty where the server has only one. */
  readonly model: string
  readonly key: string | undefined
  /** Ends what was started to have an endpoint. */
  close(): Promise<void>
}

/**
 * The server that `--endpoint` names; `demo` starts the loopback server in this process.
 * @throws Failure `usage.no_key` when the server wants a key and the environment has none
 */
export async function resolveEndpoint(options: TalkOptions, context: CommandContext): Promise<ResolvedEndpoint> {
  if (options.endpoint === 'demo') return startDemo(options, context)
  const known = knownEndpoint(options.endpoint)
  return known ? knownServer(known, options, context) : anyServer(options, context)
}

function knownServer(
  { kind, address }: KnownEndpoint,
  options: TalkOptions,
  context: CommandContext,
): ResolvedEndpoint {
  const profile = serverProfile(kind, address)
  const { needsKey, models } = knownServers[kind]
  return {
    kind,
    profile: {
      ...profile,
      url: profile.url.replace('{session}', randomUUID()),
      dialect: options.dialect === 'auto' ? profile.dialect : options.dialect,
    },
    model: options.model ?? models[0] ?? '',
    key: needsKey ? requiredKey(kind, options, context) : namedKey(profile, options, context),
    close: () => Promise.resolve(),
  }
}

function anyServer(options: TalkOptions, context: CommandContext): ResolvedEndpoint {
  const profile = customProfile(options.endpoint, options.dialect)
  return {
    kind: 'custom',
    profile,
    model: options.model ?? defaultSettings.model,
    key: namedKey(profile, options, context),
    close: () => Promise.resolve(),
  }
}

/** A key that lies about in the environment was made for its own server: another gets one only if it is named. */
function namedKey({ url }: EndpointProfile, { keyVariable }: TalkOptions, context: CommandContext): string | undefined {
  const key = keyVariable === null ? undefined : context.environment[keyVariable]
  if (key && isUnencrypted(url)) context.stderr.write(unencryptedWarning)
  return key
}

const unencryptedWarning =
  'Warning: the connection is not encrypted, so others on the network can read the key. Use a wss:// address.\n'

async function startDemo({ dialect, model }: TalkOptions, context: CommandContext): Promise<ResolvedEndpoint> {
  const { clock, resourcesDirectory } = context
  const server = await startDemoServer({ dialect: dialect === 'beta' ? 'beta' : 'ga', clock, resourcesDirectory })
  return {
    kind: 'demo',
    profile: { ...serverProfile('demo', server.url), dialect, name: 'demo' },
    model: model ?? defaultSettings.model,
    key: undefined,
    close: () => server.close(),
  }
}

function requiredKey(kind: ServerKind, options: TalkOptions, { environment }: CommandContext): string {
  const variable = options.keyVariable ?? keyVariables[kind] ?? ''
  const key = environment[variable]
  if (key !== undefined && key.trim() !== '') return key
  throw new Failure('usage.no_key', { server: options.endpoint, variable })
}
