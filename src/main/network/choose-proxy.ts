import { getProxyForUrl } from 'proxy-from-env'
import { Failure } from '../../shared/ipc/result'
import { isLoopback } from '../../shared/realtime/loopback'
import type { Settings } from '../../shared/settings'
import { logOf } from '../../shared/log'

const log = logOf('network')

/** What the system says of the way to an address: the answer of a proxy configuration, such as `PROXY host:8080; DIRECT`. */
export type SystemProxy = (url: string) => Promise<string>

/**
 * The proxy through which a server is reached; null for none. Servers on this machine are reached directly.
 * @param url a `ws` or `wss` address
 * @param system asked where neither the user nor the environment names one
 * @throws Failure `network.bad_proxy` when what the user has set is no address, `network.unsupported_proxy` when there are
 *   only proxies that don't speak HTTP
 */
export async function chooseProxy(
  url: URL,
  setting: Settings['network']['proxy'],
  system: SystemProxy,
): Promise<URL | null> {
  if (isLoopback(url.hostname) || setting.kind === 'none') return null
  if (setting.kind === 'manual') return parseProxy(setting.address)
  const page = url.href.replace(/^ws/, 'http') // proxies are set for pages
  const ofEnvironment = proxyOfEnvironment(page, process.env)
  if (ofEnvironment === '') return proxyOfSystem(await system(page).catch(noProxy))
  if (/^(?!https?:)[a-z\d]+:\/\//i.test(ofEnvironment)) throw unsupported()
  return parseProxy(ofEnvironment)
}

function noProxy(thrown: unknown): string {
  log.warn('The system can’t tell its proxy; none is used.', thrown)
  return ''
}

/** A proxy without a scheme speaks plainly; the library would have it speak as the page does. */
function proxyOfEnvironment(page: string, environment: NodeJS.ProcessEnv): string {
  const proxy = getProxyForUrl(page)
  const isWhole = Object.entries(environment).some(([name, value]) => /_proxy$/i.test(name) && value === proxy)
  return isWhole ? proxy : proxy.replace(/^\w+:\/\//, '')
}

function parseProxy(text: string): URL {
  const trimmed = text.trim()
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`
  const address = whole.replace(/%(?![\da-f]{2})/gi, '%25') // in a password that was not escaped
  if (/^https?:\/\//i.test(address) && URL.canParse(address)) return new URL(address)
  throw new Failure('network.bad_proxy')
}

/** The first proxy of the list that speaks HTTP. */
function proxyOfSystem(list: string): URL | null {
  let others = false
  for (const entry of list.split(';')) {
    const [, kind = '', host = ''] = /^\s*(\w+)\s*(\S*)/.exec(entry) ?? []
    if (kind.toUpperCase() === 'DIRECT') return null
    const address = `${kind.toUpperCase() === 'HTTPS' ? 'https' : 'http'}://${host}`
    if (/^(?:PROXY|HTTPS?)$/i.test(kind) && URL.canParse(address)) return new URL(address)
    others ||= /^SOCKS\d?$/i.test(kind)
  }
  if (others) throw unsupported()
  return null
}

const unsupported = (): Failure => new Failure('network.unsupported_proxy')
