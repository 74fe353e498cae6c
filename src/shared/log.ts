import { describeThrown } from './thrown'

/**
 * The log of what happens inside Parley, for developers. A message is a constant sentence of ours. Fields hold names,
 * codes and numbers, never what the user says or types, a server's words, or a key.
 */

export type LogLevel = 'info' | 'warn' | 'error'
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

export interface LogEntry {
  readonly level: LogLevel
  /** The part of the program that writes it, such as `sound`. */
  readonly scope: string
  readonly message: string
  readonly fields: LogFields
  /** One stack frame a line; empty if nothing was thrown. */
  readonly stack: string
}

/** Takes entries: a file, a terminal, or both. Must not throw. */
export type LogSink = (entry: LogEntry) => void

/** The log of one part of the program. */
export interface Log {
  info(message: string, fields?: LogFields): void
  /** Something went wrong, and Parley copes with it. */
  warn(message: string, thrown?: unknown, fields?: LogFields): void
  error(message: string, thrown?: unknown, fields?: LogFields): void
  /** Logs an error that another program described by {@link describeThrown}. */
  reported(message: string, error: string, stack: string): void
  /** Logs what a program or a library printed. */
  output(text: string): void
}

let sinks: readonly LogSink[] = []

/** Adds a sink for every entry from now on. Programs add theirs when they start; without one, entries are dropped. */
export function addLogSink(sink: LogSink): () => void {
  sinks = [...sinks, sink]
  return () => {
    sinks = sinks.filter((other) => other !== sink)
  }
}

function send(entry: LogEntry): void {
  for (const sink of sinks) sink(entry)
}

/** Returns the log of one part of the program. */
export function logOf(scope: string): Log {
  const write = (level: LogLevel, message: string, fields: LogFields = {}, thrown?: unknown): void => {
    if (sinks.length === 0) return
    const { stack, ...described } = thrown === undefined ? { stack: '' } : describeThrown(thrown)
    send({ level, scope, message, fields: { ...described, ...fields }, stack })
  }
  return {
    info: (message, fields) => write('info', message, fields),
    warn: (message, thrown, fields) => write('warn', message, fields, thrown),
    error: (message, thrown, fields) => write('error', message, fields, thrown),
    reported: (message, error, stack) => send({ level: 'error', scope, message, fields: { error }, stack }),
    output(text) {
      send({ level: 'warn', scope, message: 'Output:', fields: {}, stack: text.replace(/^/gm, '    ').trimEnd() })
    },
  }
}
