import type { AppError, ErrorValues } from '../../shared/ipc/result'
import { saidByServer } from '../../shared/realtime/said-by-server'

/** What went wrong with a connection, in the user's words. Nothing here may repeat a header: it could hold the key. */

const error = (code: string, message: string, hint: string, values: ErrorValues): AppError => ({
  code,
  message,
  hint,
  displayable: true,
  values,
})

/** The server answered the request for a socket with an HTTP status. */
export function httpError(status: number, host: string): AppError {
  const values = { host, status }
  switch (status) {
    case 401:
    case 403:
      return error(
        'endpoint.unauthorized',
        `${host} does not accept this key (HTTP ${status}).`,
        'Check the key, and that it may use the Realtime API.',
        values,
      )
    case 404:
      return error(
        'endpoint.not_found',
        `${host} has no Realtime endpoint at this address (HTTP 404).`,
        'Check the path, which usually is /v1/realtime, and the name of the model.',
        values,
      )
    case 429:
      return error(
        'endpoint.rate_limited',
        `${host} is refusing new sessions (HTTP 429).`,
        'Try again in a minute.',
        values,
      )
    default:
      return error(
        'endpoint.refused',
        `${host} refused the connection (HTTP ${status}).`,
        status >= 500 ? 'The server has a problem of its own; try again later.' : 'Check the address.',
        values,
      )
  }
}

const socketFaults: Readonly<Record<string, readonly [code: string, message: string, hint: string]>> = {
  ECONNREFUSED: ['endpoint.unreachable', 'Nothing is listening at', 'Start the server, or check its address and port.'],
  ENOTFOUND: ['endpoint.unknown_host', 'No such server:', 'Check the address, and that you are online.'],
  EAI_AGAIN: ['endpoint.unknown_host', 'The name could not be looked up:', 'Check that you are online.'],
  ENETUNREACH: ['endpoint.offline', 'There is no network to reach', 'Check that you are online.'],
  EHOSTUNREACH: ['endpoint.offline', 'There is no way to', 'Check that you are online.'],
  ETIMEDOUT: ['endpoint.timeout', 'No answer from', 'Check the address, and that no firewall is in between.'],
  ECONNRESET: ['network.lost', 'The connection was cut by', 'Try again.'],
}

/** The socket failed before or while it was open. */
export function socketError(thrown: Error, host: string): AppError {
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
  const fault = socketFaults[code]
  if (fault) return error(fault[0], `${fault[1]} ${host}.`, fault[2], { host })
  const encryption = encryptionError(code, thrown.message, host)
  if (encryption) return encryption
  return error('endpoint.failed', `The connection to ${host} failed: ${thrown.message}.`, 'Check the address.', {
    host,
    because: thrown.message,
  })
}

/** What is wrong with a server's encryption; null when the fault is another. */
function encryptionError(code: string, message: string, host: string): AppError | null {
  const text = `${code} ${message}`
  if (/wrong.version.number|packet.length.too.long/i.test(text))
    return error(
      'endpoint.not_encrypted',
      `${host} does not speak TLS at this address.`,
      'For a server without encryption the address begins with ws://.',
      { host },
    )
  if (/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate (?:has expired|is not yet valid)/i.test(text))
    return error(
      'endpoint.certificate_expired',
      `The certificate of ${host} is not valid now.`,
      'If the clock of this machine is right, its owner has to renew it.',
      {
        host,
      },
    )
  if (/ALTNAME_INVALID/i.test(text))
    return error(
      'endpoint.certificate_of_another',
      `The certificate of ${host} belongs to another server.`,
      'Check the address: it has to be the name that the certificate was made for.',
      { host },
    )
  if (/self.signed|unable.to.(?:verify|get)|unable to get local issuer/i.test(text))
    return error(
      'endpoint.unknown_authority',
      `The certificate of ${host} was made by nobody that is trusted here.`,
      'If it is your own server, choose the file of its authority in the settings, under Network.',
      { host },
    )
  if (/certificate/i.test(text))
    return error('endpoint.bad_certificate', `${host} has no certificate that can be trusted.`, 'Check the address.', {
      host,
    })
  return /TLS|SSL|EPROTO/i.test(text)
    ? error(
        'endpoint.tls_failed',
        `${host} and Parley found no encryption that both know.`,
        'Is the server up to date?',
        {
          host,
        },
      )
    : null
}

/** The server took too long to open the socket. */
export const timeoutError = (host: string): AppError =>
  error(
    'endpoint.timeout',
    `${host} did not answer in time.`,
    'Check the address, and that no firewall is in between.',
    {
      host,
    },
  )

/** Nothing came back from the server for too long. */
export const lostError = (host: string): AppError =>
  error('network.lost', `The connection to ${host} is dead.`, 'Check the network, then start again.', {
    host,
  })

/** The server closed the socket without having been asked to. */
export function closeError(code: number, reason: string, host: string): AppError {
  const because = reason === '' ? '' : `: ${saidByServer(reason).replace(/\.$/, '')}`
  const values = { host, code, because }
  switch (code) {
    case 1000:
      return error('server.closed', `${host} ended the session${because}.`, 'Start a new one.', values)
    case 1001:
      return error('session.expired', `${host} ended the session${because}.`, 'Start a new one.', values)
    case 1006:
      return error(
        'network.lost',
        `The connection to ${host} was lost.`,
        'Check the network, then start again.',
        values,
      )
    case 1008:
      return error('server.policy', `${host} refused to go on${because}.`, 'Check the key and its permissions.', values)
    case 1009:
      return error('server.too_big', `${host} was sent more than it takes${because}.`, '', values)
    case 1011:
    case 1012:
    case 1013:
      return error('server.failed', `${host} has a problem of its own${because}.`, 'Try again later.', values)
    case 4000:
      return error(
        'server.beta_disabled',
        `${host} no longer speaks the beta protocol.`,
        'Choose the GA dialect.',
        values,
      )
    default:
      return error(
        'server.closed',
        `${host} closed the connection (code ${code}${because}).`,
        'Start a new session.',
        values,
      )
  }
}
