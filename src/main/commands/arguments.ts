import { parseArgs, type ParseArgsConfig } from 'node:util'
import { Failure } from '../../shared/ipc/result'

/** Flags by their name, as `parseArgs` of node:util takes them. */
export type Flags = NonNullable<ParseArgsConfig['options']>

type Parsed<F extends Flags> = ReturnType<typeof parseArgs<{ options: F; strict: true; allowPositionals: true }>>

/** A flag as it was written. */
interface FlagToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

/** How many arguments without a flag a command takes, and what they are called in its errors. */
export interface Positionals {
  readonly name: string
  /** At least so many. */
  readonly count: number
  /** At most so many; as many as there have to be by default. */
  readonly most?: number
}

/** One slip of the finger for as many characters: with more, a flag was hardly meant to be another one. */
const CHARACTERS_PER_SLIP = 3

/**
 * Reads a command's arguments.
 * @param flags what the command takes, as for `parseArgs`; every value is a string or a boolean
 * @param command its name, for the hint to `--help`
 * @param positionals arguments without a flag; none by default. With `--help` they may be missing.
 * @throws Failure `usage.unknown_flag`, or `usage.similar_flag` with the close ones; `usage.needs_value`, `usage.dash_value`,
 * `usage.needs_no_value`; `usage.bad_argument`, `usage.missing_argument`
 */
export function parseArguments<const F extends Flags>(
  arguments_: readonly string[],
  flags: F,
  command: string,
  positionals: Positionals = { name: 'argument', count: 0 },
): Parsed<F> {
  const args = [...arguments_]
  const { tokens, ...loose } = parseArgs({ args, options: flags, strict: false, allowPositionals: true, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'option') checkFlag(token, args[token.index] ?? token.rawName, flags, command)
  }
  if (loose.values.help !== true) checkPositionals(loose.positionals, positionals, command)
  return parseArgs({ args, options: flags, strict: true, allowPositionals: true })
}

/**
 * A flag's value as one of those it may have.
 * @throws Failure `usage.bad_flag`
 */
export function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw new Failure('usage.bad_flag', { flag, value, allowed: allowed.join(', ') })
}

/**
 * A flag's value as a whole number within limits.
 * @throws Failure `usage.bad_flag`
 */
export function wholeNumber(
  flag: string,
  value: string,
  { least, most = Number.POSITIVE_INFINITY }: { readonly least: number; readonly most?: number },
): number {
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= least && number <= most) return number
  const until = most === Number.POSITIVE_INFINITY ? '' : ` to ${most}`
  throw new Failure('usage.bad_flag', { flag, value, allowed: `a whole number from ${least}${until}` })
}

function checkFlag(token: FlagToken, written: string, flags: Flags, command: string): void {
  const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined
  if (!flag) {
    throw unknownFlag(written.replace(/=.*/s, ''), flags, command)
  }
  const { value } = token
  if (flag.type === 'boolean' && value !== undefined) {
    throw new Failure('usage.needs_no_value', { flag: token.rawName, value })
  }
  if (flag.type === 'string' && (value === undefined || (!token.inlineValue && /^-./.test(value)))) {
    throw value === undefined
      ? new Failure('usage.needs_value', { flag: token.rawName, command })
      : new Failure('usage.dash_value', { flag: token.rawName, value })
  }
}

function checkPositionals(given: readonly string[], { name, count, most = count }: Positionals, command: string): void {
  const argument = given[most]
  if (argument !== undefined) throw new Failure('usage.bad_argument', { argument, command })
  if (given.length < count) throw new Failure('usage.missing_argument', { name, command })
}

/** An unknown flag; those that it may have been meant to be are named. */
function unknownFlag(flag: string, flags: Flags, command: string): Failure {
  const name = flag.replace(/^-+/, '')
  const slips = Math.max(1, Math.floor(name.length / CHARACTERS_PER_SLIP))
  const near = Object.keys(flags).map((known) => ({ known, slips: known.startsWith(name) ? 0 : distance(name, known) }))
  const fewest = near.reduce((least, candidate) => Math.min(least, candidate.slips), Number.POSITIVE_INFINITY)
  if (name.length < 2 || fewest > slips) return new Failure('usage.unknown_flag', { flag, command })
  const meant = near.filter((candidate) => candidate.slips === fewest).map(({ known }) => `--${known}`)
  return new Failure('usage.similar_flag', { flag, similar: meant.join(' or ') })
}

/** How many characters must be added, left out or changed to make one text of another (Levenshtein's distance). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, character] of Array.from(from).entries()) {
    const next = [index + 1]
    for (const [column, other] of Array.from(to).entries()) {
      const changed = (row[column] ?? 0) + (character === other ? 0 : 1)
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
