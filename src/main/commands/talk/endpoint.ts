import { Failure } from '../../../shared/ipc/result'
import { azureProfile, customProfile, type EndpointProfile, openAiProfile } from '../../../shared/realtime/endpoints'
import { startDemoServer } from '../../demo/server'
import type { CommandContext } from '../context'
import type { TalkOptions } from './options'

export interface ResolvedEndpoint {
  readonly profile: EndpointProfile
  readonly key: string | undefined
  /** Ends what was started to have an endpoint. */
  close(): Promise<void>
}

const nothingToClose = (): Promise<void> => Promise.resolve()

/**
 * The server that `--endpoint` names; `demo` starts the loopback server in this process.
 * @throws Failure `usage.no_key` when the server wants a key and the environment has none
 */
export async function resolveEndpoint(options: TalkOptions, context: CommandContext): Promise<ResolvedEndpoint> {
  const key = context.environment[options.keyVariable]
  const { endpoint } = options
  if (endpoint === 'demo') {
    const { clock, resourcesDirectory } = context
    const server = await startDemoServer({
      dialect: options.dialect === 'beta' ? 'beta' : 'ga',
      clock,
      resourcesDirectory,
    })
    return {
      profile: { ...customProfile(server.url, 'ga'), name: 'demo' },
      key: undefined,
      close: () => server.close(),
    }
  }
  if (endpoint === 'openai') return { profile: openAiProfile, key: needed(key, options), close: nothingToClose }
  const azureHost = /^azure:(.+)$/.exec(endpoint)?.[1]
  if (azureHost !== undefined) {
    return { profile: azureProfile(azureHost), key: needed(key, options), close: nothingToClose }
  }
  const dialect = options.dialect === 'beta' ? 'beta' : 'ga'
  return { profile: customProfile(endpoint, dialect), key, close: nothingToClose }
}

function needed(key: string | undefined, { keyVariable, endpoint }: TalkOptions): string {
  if (key !== undefined && key.trim() !== '') return key
  throw new Failure(
    'usage.no_key',
    `${endpoint} needs a key, and the environment variable ${keyVariable} holds none.`,
    `Set ${keyVariable}, name another variable with --key-env, or try --endpoint demo.`,
  )
}
