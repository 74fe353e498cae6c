import { Failure } from './ipc/result'
import { systemErrorCode } from './system-error'

/** Stack frames that are kept of one error, and of each of its causes. */
const MAX_FRAMES = 30
const MAX_CAUSES = 5
const MAX_MESSAGE_CHARACTERS = 300

/** Errors of the JavaScript engine, whose messages name identifiers of the program. Others may quote any text. */
const engineErrors: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError'])

/**
 * Describes something that was thrown, for the log. It keeps names, codes and stack frames. It keeps an error's message
 * only if the engine made it: other messages may quote what the user said or typed.
 * @returns `error`: the names and codes of the error and its causes; `stack`: their frames, one a line
 */
export function describeThrown(thrown: unknown): { readonly error: string; readonly stack: string } {
  const errors = causesOf(thrown)
  return {
    error: errors.map(nameOf).join(' < '),
    stack: errors.map(framesOf).filter(Boolean).join('\n    caused by\n'),
  }
}

function causesOf(thrown: unknown): readonly unknown[] {
  const errors = [thrown]
  while (errors.length < MAX_CAUSES) {
    const last = errors.at(-1)
    if (!(last instanceof Error) || last.cause === undefined || errors.includes(last.cause)) break
    errors.push(last.cause)
  }
  return errors
}

function nameOf(thrown: unknown): string {
  if (thrown instanceof Failure) return thrown.error.code
  if (!(thrown instanceof Error)) return typeof thrown
  if (engineErrors.has(thrown.name)) return `${thrown.name}: ${thrown.message.slice(0, MAX_MESSAGE_CHARACTERS)}`
  const code = systemErrorCode(thrown)
  return code === '' ? thrown.name : `${thrown.name} ${code}`
}

function framesOf(thrown: unknown): string {
  const lines = (thrown instanceof Error ? thrown.stack : undefined)?.split('\n') ?? []
  return lines
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES)
    .join('\n')
}
