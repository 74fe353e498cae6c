import type { LogEntry } from '../../shared/log'
import { withoutKeys } from '../../shared/realtime/redact'
import { limitText } from '../../shared/text-limit'

/** Longest entry, in characters. */
const MAX_ENTRY_CHARACTERS = 8_000

/**
 * Formats an entry as one line, followed by its stack frames, one a line. Takes out keys and whatever looks like one.
 * @param at milliseconds since 1970
 * @param secrets the keys in use
 */
export function formatEntry(
  { level, scope, message, fields, stack }: LogEntry,
  at: number,
  secrets: readonly string[],
): string {
  const values = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  const line = [new Date(at).toISOString(), level.padEnd(5), scope, oneLine(message), ...values].join(' ')
  return limitText(withoutKeys(stack === '' ? line : `${line}\n${stack}`, secrets), MAX_ENTRY_CHARACTERS)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
