import { addLogSink } from '../../shared/log'
import { formatEntry } from './format-entry'

/** Logs to stderr, from where the main process takes it over: for programs that it starts. */
export const logToStderr = (): void =>
  void addLogSink((entry) => process.stderr.write(`${formatEntry(entry, Date.now(), [])}\n`))
