import { type AppError, appError, type ErrorCode } from '../../shared/ipc/result'
import { saidByServer } from '../../shared/realtime/said-by-server'
import { systemErrorCode } from '../../shared/system-error'

/** What went wrong with a connection. No error here may repeat a header: it could hold the key. */

/** The server answered the request for a socket with an HTTP status. */
export function httpError(status: number, host: string): AppError {
  const values = { host, status }
  if (status === 401 || status === 403) return appError('endpoint.unauthorized', values)
  if (status === 404) return appError('endpoint.not_found', values)
  if (status === 429) return appError('endpoint.rate_limited', values)
  return appError(status >= 500 ? 'endpoint.server_error' : 'endpoint.refused', values)
}

const socketFaults = {
  ECONNREFUSED: 'endpoint.unreachable',
  ENOTFOUND: 'endpoint.unknown_host',
  EAI_AGAIN: 'endpoint.unknown_host',
  ENETUNREACH: 'endpoint.offline',
  EHOSTUNREACH: 'endpoint.offline',
  ETIMEDOUT: 'endpoint.timeout',
  ECONNRESET: 'network.lost',
} as const satisfies Readonly<Record<string, ErrorCode>>

/** The socket failed before or while it was open. */
export function socketError(thrown: Error, host: string): AppError {
  const code = systemErrorCode(thrown)
  const fault = isSocketFault(code) ? socketFaults[code] : encryptionFault(code, thrown.message)
  return fault ? appError(fault, { host }) : appError('endpoint.failed', { host, because: thrown.message })
}

const isSocketFault = (code: string): code is keyof typeof socketFaults => Object.hasOwn(socketFaults, code)

/** What is wrong with a server's encryption; null when the fault is another. */
function encryptionFault(code: string, message: string) {
  const text = `${code} ${message}`
  if (/wrong.version.number|packet.length.too.long/i.test(text)) return 'endpoint.not_encrypted'
  if (/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate (?:has expired|is not yet valid)/i.test(text))
    return 'endpoint.certificate_expired'
  if (/ALTNAME_INVALID/i.test(text)) return 'endpoint.certificate_of_another'
  if (/self.signed|unable.to.(?:verify|get)|unable to get local issuer/i.test(text)) return 'endpoint.unknown_authority'
  if (/certificate/i.test(text)) return 'endpoint.bad_certificate'
  return /TLS|SSL|EPROTO/i.test(text) ? 'endpoint.tls_failed' : null
}

/** The server took too long to open the socket. */
export const timeoutError = (host: string): AppError => appError('endpoint.timeout', { host })

/** Nothing came back from the server for too long. */
export const lostError = (host: string): AppError => appError('network.lost', { host })

/** The server closed the socket without having been asked to. */
export function closeError(code: number, reason: string, host: string): AppError {
  const because = reason === '' ? '' : `: ${saidByServer(reason).replace(/\.$/, '')}`
  const values = { host, because }
  switch (code) {
    case 1000:
      return appError('server.closed', values)
    case 1001:
      return appError('session.expired', values)
    case 1006:
      return appError('network.lost', { host })
    case 1008:
      return appError('server.policy', values)
    case 1009:
      return appError('server.too_big', values)
    case 1011:
    case 1012:
    case 1013:
      return appError('server.failed', values)
    case 4000:
      return appError('server.beta_disabled', { host })
    default:
      return appError('server.closed_with_code', { ...values, code })
  }
}
