import type { Transcript } from '../../../shared/conversation/transcript'

/** The moment from which a transcript's times count, in milliseconds since 1970; null when none is known. */
export const originOf = ({ startedAt, items }: Transcript): number | null =>
  startedAt ?? items.find(({ at }) => at !== null)?.at ?? null

/** A moment as `2026-11-03 14:05 UTC`: a document may be read in any time zone. Null beyond the calendar's range. */
export function utcDate(ms: number | null): string | null {
  const iso = isoDate(ms)
  return iso === null ? null : `${iso.slice(0, -8).replace('T', ' ')} UTC`
}

/** A moment as ISO 8601; null when it is unknown or beyond the calendar's range. */
export function isoDate(ms: number | null): string | null {
  const date = new Date(ms ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** The time since a transcript's beginning as `0:07` or `1:02:07`; null when either end is unknown. */
export function elapsed(at: number | null, origin: number | null): string | null {
  if (at === null || origin === null) return null
  const { hours, minutes, seconds } = clockParts(at - origin)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/** A cue's time as `00:01:02,003`, with the given sign before the milliseconds. */
export function cueTime(ms: number, sign: ',' | '.'): string {
  const { hours, minutes, seconds, milliseconds } = clockParts(ms)
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${sign}${String(milliseconds).padStart(3, '0')}`
}

const two = (value: number): string => String(value).padStart(2, '0')

function clockParts(ms: number) {
  const whole = Math.max(0, Math.round(ms))
  return {
    hours: Math.floor(whole / 3_600_000),
    minutes: Math.floor(whole / 60_000) % 60,
    seconds: Math.floor(whole / 1000) % 60,
    milliseconds: whole % 1000,
  }
}
