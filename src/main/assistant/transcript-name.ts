import type { Transcript } from '../../shared/conversation/transcript'

/** Longest part of a title that goes into a file's name, in characters. */
const maxTitle = 50

/** What every system takes in a file's name: letters and digits of all scripts, and a little between them. */
const unfit = /[^\p{Letter}\p{Mark}\p{Number} ,_()+&'-]+/gu

/** A file's name for a transcript, without its extension: the day and the first words. */
export function transcriptName({ title, startedAt }: Transcript): string {
  const words = Array.from(title.replace(unfit, ' ').replace(/\s+/g, ' ').trim()).slice(0, maxTitle).join('').trim()
  const day = startedAt === null ? '' : localDay(new Date(startedAt))
  return ['Parley', day, words].filter((part) => part !== '').join(' ')
}

const localDay = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((number) => String(number).padStart(2, '0')).join('-')
