import { getProxyForUrl } from 'proxy-from-env'
import { Failure } from '../../shared/ipc/result'
import { isLoopback } from '../../shared/realtime/loopback'
import type { Settings } from '../../shared/settings'

/** What the system says of the way to an address: the answer of a proxy configuration, such as `PROXY host:8080; DIRECT`. */
export type SystemProxy = (url: string) => Promise<string>

/**
 * The proxy through which a server is reached; null for none. Servers on this machine are reached directly.
 * @param url a `ws` or `wss` address
 * @param system asked where neither the user nor the environment names one
 * @throws Failure `network.bad_proxy` when the proxy that the user has set is none
 */
export async function chooseProxy(
  url: URL,
  setting: Settings['network']['proxy'],
  system: SystemProxy,
): Promise<URL | null> {
  if (isLoopback(url.hostname) || setting.kind === 'none') return null
  if (setting.kind === 'manual') return parseProxy(setting.address)
  const page = url.href.replace(/^ws/, 'http') // proxies are set for pages
  const ofEnvironment = getProxyForUrl(page)
  if (ofEnvironment !== '') return parseProxy(ofEnvironment)
  return proxyOfSystem(await system(page).catch(() => ''))
}

function parseProxy(text: string): URL {
  const trimmed = text.trim()
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`
  if (/^https?:\/\//i.test(address) && URL.canParse(address)) return new URL(address)
  throw new Failure(
    'network.bad_proxy',
    'This is no address of a proxy.',
    'A proxy’s address looks like http://proxy.example:8080.',
  )
}

/** The first proxy of the list that speaks HTTP. */
function proxyOfSystem(list: string): URL | null {
  for (const entry of list.split(';')) {
    const [, kind = '', host = ''] = /^\s*(\w+)\s*(\S*)/.exec(entry) ?? []
    if (kind.toUpperCase() === 'DIRECT') return null
    const address = `${kind.toUpperCase() === 'HTTPS' ? 'https' : 'http'}://${host}`
    if (/^(?:PROXY|HTTPS?)$/i.test(kind) && URL.canParse(address)) return new URL(address)
  }
  return null
}
