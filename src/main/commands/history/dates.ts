import { Failure } from '../../../shared/ipc/result'

/** A day, or a moment of one; without a zone it is this machine's. */
const shape = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/

/**
 * What `--from` means, in milliseconds since 1970: a day begins at midnight.
 * @throws Failure `usage.bad_flag`
 */
export const fromOf = (text: string): number => momentOf('from', text, 0)

/**
 * What `--until` means, in milliseconds since 1970: a day is meant as a whole.
 * @throws Failure `usage.bad_flag`
 */
export const untilOf = (text: string): number => momentOf('until', text, 1)

function momentOf(flag: string, text: string, days: number): number {
  const [, year, month, day] = shape.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) throw badDate(flag, text)
  const date = new Date(year, month - 1, day)
  if (date.getMonth() !== month - 1 || date.getDate() !== day) throw badDate(flag, text)
  // Days have 23 or 25 hours where clocks are changed.
  const moment = text.includes('T') ? Date.parse(text) : new Date(year, month - 1, day + days).getTime()
  if (Number.isNaN(moment)) throw badDate(flag, text)
  return moment
}

const badDate = (flag: string, value: string): Failure =>
  new Failure('usage.bad_flag', { flag, value, allowed: 'a date such as 2026-11-03 or 2026-11-03T14:05' })
