import { Failure } from '../../../shared/ipc/result'

/** What every part of `history` takes. Help is given before flags are read. */
export const commonFlags = {
  data: { type: 'string' },
  verbose: { type: 'boolean', default: false },
} as const

/**
 * A whole number from 1.
 * @throws Failure `usage.bad_flag`
 */
export function limitOf(text: string, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number
  const range = most === Number.MAX_SAFE_INTEGER ? 'from 1' : `from 1 to ${most}`
  throw new Failure('usage.bad_flag', `--limit can't be “${text}”.`, `It takes a whole number ${range}.`)
}
