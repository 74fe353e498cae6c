/**
 * Whether what is sent to an address can be read by others on the way: it is neither encrypted nor stays on this
 * machine. Text that is no address counts as encrypted, as nothing is ever sent there.
 */
export function isUnencrypted(address: string): boolean {
  const socket = address.trim().replace(/^http(s?):\/\//i, 'ws$1://')
  if (!/^ws:\/\//i.test(socket) || !URL.canParse(socket)) return false
  return !isLoopback(new URL(socket).hostname)
}

/** A URL has its host in lower case, and IPv4 addresses in four numbers, however they were written. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host)
