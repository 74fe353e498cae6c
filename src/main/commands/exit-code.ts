import type { AppError } from '../../shared/ipc/result'

/** What the shell is told: scripts rely on these numbers. */
const exitCodes: Readonly<Record<string, number>> = {
  usage: 2,
  replay: 2,
  wav: 2,
  export: 2,
  import: 2,
  history: 2,
  conversation: 2,
  search: 2,
  sim: 2,
  endpoint: 3,
  server: 3,
  network: 3,
  session: 3,
  audio: 4,
}

/** Faults of the input that are noticed where servers are dealt with. */
const badInput: ReadonlySet<string> = new Set(['endpoint.bad_url', 'endpoint.bad_key'])

/** The exit code for an error: 2 bad usage or input, 3 the server, 4 no usable audio device, 1 anything else. */
export const exitCodeOf = ({ code }: AppError): number =>
  badInput.has(code) ? 2 : (exitCodes[code.split('.')[0] ?? ''] ?? 1)
