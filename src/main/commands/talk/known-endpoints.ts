import { Failure } from '../../../shared/ipc/result'
import { knownServers, needsAddress, type ServerKind, serverKinds } from '../../../shared/realtime/servers/server-kinds'

/** A kind of server, and where the one that is meant is; the address is empty where the kind says it. */
export interface KnownEndpoint {
  readonly kind: Exclude<ServerKind, 'demo' | 'custom'>
  readonly address: string
}

/** Where keys to servers that need one usually lie, by the names that their makers use. */
export const keyVariables: Readonly<Partial<Record<ServerKind, string>>> = {
  openai: 'OPENAI_API_KEY',
  azure: 'AZURE_OPENAI_API_KEY',
  azure_voice_live: 'AZURE_VOICE_LIVE_API_KEY',
  xai: 'XAI_API_KEY',
  qwen_omni: 'DASHSCOPE_API_KEY',
  inworld: 'INWORLD_API_KEY',
}

const kinds = serverKinds.filter((kind) => kind !== 'demo' && kind !== 'custom')

/** Kinds as they are typed: `azure-voice-live`. */
const typed = (kind: ServerKind): string => kind.replaceAll('_', '-')

const listed = (some: readonly ServerKind[]): string => some.map(typed).join(', ')

export const knownWithoutAddress = listed(kinds.filter((kind) => !needsAddress(kind)))
export const knownWithAddress = listed(kinds.filter(needsAddress))

/**
 * Reads the name of a kind of server, with its address or host behind a colon where it needs one.
 * @returns null for anything else, such as an address alone
 * @throws Failure `usage.no_address`
 */
export function knownEndpoint(endpoint: string): KnownEndpoint | null {
  const [name = '', ...rest] = endpoint.split(':')
  const kind = kinds.find((one) => typed(one) === name.replaceAll('_', '-').toLowerCase())
  if (kind === undefined) return null
  const address = rest.join(':').trim()
  if (!needsAddress(kind) || address !== '') return { kind, address }
  throw new Failure('usage.no_address', { endpoint, example: `${typed(kind)}:${knownServers[kind].example}` })
}
