import { Failure } from '../../shared/ipc/result'

/** The sites that Parley itself sends users to: for keys, prices and help. */
const sites: ReadonlySet<string> = new Set([
  'platform.openai.com',
  'help.openai.com',
  'openai.com',
  'portal.azure.com',
  'ai.azure.com',
  'learn.microsoft.com',
  'github.com',
])

/**
 * Makes sure that a link may be opened: an answer could hold any, and the system's opener starts programs.
 * @throws Failure `links.refused`
 */
export function checkedLink(url: string): string {
  const { protocol, hostname, href } = new URL(url)
  if (protocol === 'https:' && sites.has(hostname)) return href
  throw new Failure('links.refused', { site: hostname || protocol })
}
