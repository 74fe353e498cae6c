import { HttpsProxyAgent } from 'https-proxy-agent'
import type { Settings } from '../../shared/settings'
import { trustedAuthorities } from './authorities'
import { chooseProxy, type SystemProxy } from './choose-proxy'
import type { Way } from './way'

/**
 * Finds the way to a server.
 * @param url of the socket
 * @throws Failure `network.*` when what the user has set is unusable
 */
export async function findWay(
  url: string,
  { proxy: chosen, certificates }: Settings['network'],
  system: SystemProxy,
): Promise<Way> {
  const proxy = await chooseProxy(new URL(url), chosen, system)
  const isEncrypted = url.startsWith('wss:') || proxy?.protocol === 'https:'
  const authorities = isEncrypted
    ? await trustedAuthorities(certificates === '' ? null : certificates, process.env)
    : null
  if (!proxy) return { proxy: null, authorities }
  const agent = new HttpsProxyAgent(proxy.href, authorities ? { ca: [...authorities] } : {})
  return { proxy: { agent, host: proxy.host }, authorities }
}
