/** When something was said, as a search is narrowed to it. */
export const periods = ['any', 'today', 'week', 'month', 'year', 'own'] as const
export type Period = (typeof periods)[number]

/** Two days as date fields have them (`2026-11-22`); empty for no limit. */
export interface OwnDays {
  readonly from: string
  readonly until: string
}

/** Milliseconds since 1970; from the first, up to but without the second; null for no limit. */
interface Span {
  readonly from: number | null
  readonly until: number | null
}

/** The span of time that a period means now, by the days of this machine. Both own days belong to it. */
export function spanOf(period: Period, own: OwnDays, now: number): Span {
  switch (period) {
    case 'any':
      return { from: null, until: null }
    case 'today':
      return { from: startOfDay(now, 0), until: null }
    case 'week':
      return { from: startOfDay(now, -6), until: null }
    case 'month':
      return { from: startOfDay(now, -29), until: null }
    case 'year':
      return { from: new Date(new Date(now).getFullYear(), 0, 1).getTime(), until: null }
    case 'own':
      return { from: ownDay(own.from, 0), until: ownDay(own.until, 1) }
  }
}

/** Midnight, so many days on. Not by adding hours: a day has not always 24 of them. */
export function startOfDay(at: number, days: number): number {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}

function ownDay(day: string, days: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (year === undefined) return null
  return new Date(Number(year), Number(month) - 1, Number(date) + days).getTime()
}
