import { contentSecurityPolicy } from '../page/content-security-policy'

/**
 * Returns the headers of every answer. There are none of CORS: no other page may read anything here. The policy names the
 * page's own socket, because not every browser takes `'self'` for it.
 */
export const securityHeaders = (host: string, developmentServer: string | null): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy([`ws://${host}`], developmentServer),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
})
