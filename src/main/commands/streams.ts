import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { isatty, WriteStream } from 'node:tty'

/**
 * The descriptor that the starting script keeps free of what native libraries print; the usual one without that script.
 * @param variable the environment variable that names it
 */
export function openStream(variable: 'PARLEY_STDOUT_FD' | 'PARLEY_STDERR_FD', usual: Writable): Writable {
  const fd = Number(process.env[variable] ?? Number.NaN)
  if (!Number.isInteger(fd)) return usual
  return isatty(fd) ? new WriteStream(fd) : createWriteStream('', { fd })
}
