import { Failure } from '../../../shared/ipc/result'
import { customProfile, type EndpointProfile, serverProfile } from '../../../shared/realtime/endpoints'
import type { ServerKind } from '../../../shared/realtime/servers/server-kinds'
import { isUnencrypted } from '../../../shared/realtime/unencrypted'
import { startDemoServer } from '../../demo/server'
import type { CommandContext } from '../context'
import type { TalkOptions } from './options'

export interface ResolvedEndpoint {
  readonly kind: ServerKind
  readonly profile: EndpointProfile
  readonly key: string | undefined
  /** Ends what was started to have an endpoint. */
  close(): Promise<void>
}

/**
 * The server that `--endpoint` names; `demo` starts the loopback server in this process.
 * @throws Failure `usage.no_key` when the server wants a key and the environment has none
 */
export async function resolveEndpoint(options: TalkOptions, context: CommandContext): Promise<ResolvedEndpoint> {
  const { endpoint, dialect, keyVariable } = options
  const key = (usual: string): string => keyOf(endpoint, keyVariable ?? usual, context)
  if (endpoint === 'demo') return startDemo(options, context)
  if (endpoint === 'openai') return given('openai', serverProfile('openai'), key('OPENAI_API_KEY'))
  const azureHost = /^azure:(.+)$/.exec(endpoint)?.[1]
  if (azureHost !== undefined) return given('azure', serverProfile('azure', azureHost), key('AZURE_OPENAI_API_KEY'))
  // A key that lies about in the environment was made for its own server: another gets one only if it is named.
  const named = keyVariable === null ? undefined : context.environment[keyVariable]
  if (named && isUnencrypted(endpoint)) context.stderr.write(unencryptedWarning)
  return given('custom', customProfile(endpoint, dialect), named)
}

const unencryptedWarning =
  'Warning: the connection is not encrypted, so others on the network can read the key. Use a wss:// address.\n'

const given = (kind: ServerKind, profile: EndpointProfile, key: string | undefined): ResolvedEndpoint => ({
  kind,
  profile,
  key,
  close: () => Promise.resolve(),
})

async function startDemo({ dialect }: TalkOptions, context: CommandContext): Promise<ResolvedEndpoint> {
  const { clock, resourcesDirectory } = context
  const server = await startDemoServer({ dialect: dialect === 'beta' ? 'beta' : 'ga', clock, resourcesDirectory })
  return {
    kind: 'demo',
    profile: { ...serverProfile('demo', server.url), dialect, name: 'demo' },
    key: undefined,
    close: () => server.close(),
  }
}

function keyOf(endpoint: string, variable: string, { environment }: CommandContext): string {
  const key = environment[variable]
  if (key !== undefined && key.trim() !== '') return key
  throw new Failure(
    'usage.no_key',
    `${endpoint} needs a key, and the environment variable ${variable} holds none.`,
    `Set ${variable}, name another variable with --key-env, or try --endpoint demo.`,
  )
}
