import type { Clock } from '../../shared/clock'
import { addLogSink, logOf } from '../../shared/log'
import type { LogPort } from '../ports/log'
import { formatEntry } from './format-entry'
import { openLogFile } from './log-file'

export interface LogOptions {
  readonly dataDirectory: string
  readonly clock: Clock
  /** Whether entries go to the terminal too. */
  readonly verbose: boolean
}

/** Starts the log of a host, and logs what nobody catches. */
export function startLog({ dataDirectory, clock, verbose }: LogOptions): LogPort {
  const secrets = new Set<string>()
  const file = openLogFile(dataDirectory, () => process.stderr.write('parley: The log can’t be written.\n'))
  addLogSink((entry) => {
    const text = formatEntry(entry, clock.wallTime(), [...secrets])
    file.write(text)
    if (verbose) process.stderr.write(`${text}\n`)
  })
  const log = logOf('main')
  process.on('uncaughtExceptionMonitor', (error) => log.error('An error was not caught.', error))
  process.on('unhandledRejection', (reason) => log.error('A rejection was not handled.', reason))
  return {
    folder: file.folder,
    hide: (secret) => void secrets.add(secret),
    lastLines: (count) => file.lastLines(count),
  }
}
