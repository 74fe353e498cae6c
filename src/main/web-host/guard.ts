import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may use the web host. It listens on the loopback interface only, but every page in the user's browser, and every
 * program on the machine, can send something there:
 * - A page under a name that was made to lead to 127.0.0.1 (DNS rebinding) has that name in `Host`.
 * - A page of another site or port has that in `Origin`; browsers let any page open a WebSocket to anywhere.
 * - A program of another user can send whatever headers it likes, but does not know the token.
 */

const ownNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost'])

/** Whether a request was meant for this machine by name. Any port will do: the way may lead through an SSH tunnel. */
export function hasOwnHost({ headers }: IncomingMessage): boolean {
  const match = /^([a-z0-9.-]+)(?::\d{1,5})?$/.exec(headers.host ?? '')
  return match?.[1] !== undefined && ownNames.has(match[1])
}

/** Whether a request comes from a page that was served from the same address. */
export const hasOwnOrigin = ({ headers }: IncomingMessage): boolean =>
  headers.host !== undefined && headers.origin === `http://${headers.host}`

/** Whether a token is the right one, in a time that tells nothing about it. */
export const isToken = (given: string | null, token: string): boolean =>
  given !== null && timingSafeEqual(digest(given), digest(token))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
