import type { Excerpt } from '../../../shared/history/search'
import { oneLine } from '../../export/formats/visible-text'

/** A moment in this machine's time zone, as `2026-11-03 14:05`. */
export function localTime(moment: number): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return '????-??-?? ??:??'
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-')
  return `${day} ${[date.getHours(), date.getMinutes()].map(twoDigits).join(':')}`
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** How what was found is marked: in bold where the terminal can, else in brackets. */
export interface Marking {
  readonly before: string
  readonly after: string
}

export const bold: Marking = { before: '\u001B[1m', after: '\u001B[22m' }
export const brackets: Marking = { before: '[', after: ']' }

/** An excerpt on one line, and harmless to a terminal but for our own marks. */
export function markedText({ text, marks }: Excerpt, { before, after }: Marking): string {
  let marked = ''
  let end = 0
  for (const mark of marks) {
    marked += harmless(text.slice(end, mark.start)) + before + harmless(text.slice(mark.start, mark.end)) + after
    end = mark.end
  }
  return (marked + harmless(text.slice(end))).trim()
}

/** As `oneLine`, with a space left at either end where there was one. */
const harmless = (text: string): string => oneLine(`.${text}.`).slice(1, -1)
