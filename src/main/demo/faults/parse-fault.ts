import { Failure } from '../../../shared/ipc/result'
import type { Fault, FaultAction } from './fault'

const ALLOWED =
  '<event type>:<n>:<kind>[:<argument>] with kind drop, stall (milliseconds), malformed, error (code) or close (code)'
const DEFAULT_STALL_MS = 3000
const DEFAULT_CLOSE_CODE = 1011

/**
 * Reads a fault from the command line, such as `response.output_audio.delta:3:stall:2000` or `response.done:2:drop`.
 * @throws Failure `usage.bad_flag`
 */
export function parseFault(text: string): Fault {
  const [on, nth, kind, argument] = text.split(':')
  const count = Number(nth)
  const action = parseAction(kind, argument)
  if (!on || !Number.isInteger(count) || count < 1 || !action) {
    throw new Failure('usage.bad_flag', { flag: 'fault', value: text, allowed: ALLOWED })
  }
  return { on, nth: count, action }
}

function parseAction(kind: string | undefined, argument: string | undefined): FaultAction | null {
  switch (kind) {
    case 'drop':
    case 'malformed':
      return argument === undefined ? { kind } : null
    case 'error':
      return { kind, code: argument ?? 'server_error' }
    case 'stall': {
      const ms = argument === undefined ? DEFAULT_STALL_MS : Number(argument)
      return Number.isFinite(ms) && ms >= 0 ? { kind, ms } : null
    }
    case 'close': {
      const code = argument === undefined ? DEFAULT_CLOSE_CODE : Number(argument)
      return isCloseCode(code) ? { kind, code, reason: 'closed by a fault' } : null
    }
    default:
      return null
  }
}

/** The codes that RFC 6455 (7.4) lets a server send. */
const isCloseCode = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999)
