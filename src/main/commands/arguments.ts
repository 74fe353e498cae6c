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
 * @throws Failure `usage.bad_flag` for an unknown flag (naming the close ones), a missing value or one too many;
 * `usage.bad_argument` for too many or too few arguments
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
  throw new Failure('usage.bad_flag', `--${flag} can't be “${value}”.`, `It takes ${allowed.join(', ')}.`)
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
  const number = value.trim() === '' ? Number.NaN : Number(value)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  const until = most === Number.POSITIVE_INFINITY ? '' : ` to ${most}`
  throw new Failure(
    'usage.bad_flag',
    `--${flag} can't be “${value}”.`,
    `It takes a whole number from ${least}${until}.`,
  )
}

function checkFlag(token: FlagToken, written: string, flags: Flags, command: string): void {
  const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined
  if (!flag) {
    const name = written.replace(/=.*/s, '')
    throw new Failure(
      'usage.bad_flag',
      `There is no option ${name}.`,
      didYouMean(name.replace(/^-+/, ''), flags, command),
    )
  }
  const { value } = token
  if (flag.type === 'boolean' && value !== undefined) {
    throw new Failure('usage.bad_flag', `${token.rawName} takes no value.`, `Leave “=${value}” out.`)
  }
  if (flag.type === 'string' && (value === undefined || (!token.inlineValue && /^-./.test(value)))) {
    const hint =
      value === undefined ? seeHelp(command) : `For a value that begins with a dash: ${token.rawName}=${value}`
    throw new Failure('usage.bad_flag', `${token.rawName} needs a value.`, hint)
  }
}

function checkPositionals(given: readonly string[], { name, count, most = count }: Positionals, command: string): void {
  const surplus = given[most]
  if (surplus !== undefined) {
    const message = most === 0 ? `“${surplus}” is not understood.` : `“${surplus}” is one ${name} too many.`
    throw new Failure('usage.bad_argument', message, seeHelp(command))
  }
  if (given.length < count) throw new Failure('usage.bad_argument', `The ${name} is missing.`, seeHelp(command))
}

function didYouMean(name: string, flags: Flags, command: string): string {
  const slips = Math.max(1, Math.floor(name.length / CHARACTERS_PER_SLIP))
  const near = Object.keys(flags).map((flag) => ({ flag, slips: flag.startsWith(name) ? 0 : distance(name, flag) }))
  const fewest = near.reduce((least, candidate) => Math.min(least, candidate.slips), Number.POSITIVE_INFINITY)
  if (name.length < 2 || fewest > slips) return seeHelp(command)
  const meant = near.filter((candidate) => candidate.slips === fewest).map(({ flag }) => `--${flag}`)
  return `Did you mean ${meant.join(' or ')}?`
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

const seeHelp = (command: string): string => `See npm run ${command} -- --help.`
