import type { Transcript } from '../conversation/transcript'

/** How much of a title goes into a file's name: in characters as a reader counts them, and in bytes of UTF-8. */
const MAX_TITLE_CHARACTERS = 50
/**
 * With what stands around the title, names stay below 143 bytes, which is what the strictest file system takes (encrypted
 * home folders on Linux); all others take 255.
 */
const MAX_TITLE_BYTES = 96

/** What can't be seen could make a name look like another one: joiners, fillers, what turns the direction of writing. */
const invisible = /\p{Default_Ignorable_Code_Point}+/gu

/**
 * All but what no system minds in a file's name: letters, marks and digits of all scripts, and a little between them. Dots
 * are left out, since a name may neither end nor begin with one everywhere.
 */
const unfit = /[^\p{Letter}\p{Mark}\p{Number} ,_()+&'-]+/gu

/**
 * A file's name for a conversation, without an extension: the day on which it began, in this machine's time zone, and its
 * first words. It is legal on Windows, macOS and Linux. It begins with the program's name, so it is never one of those
 * that Windows keeps for devices (`CON`, `LPT1`).
 */
export function safeFileName({ title, startedAt }: Pick<Transcript, 'title' | 'startedAt'>): string {
  return ['Parley', dayOf(startedAt), wordsOf(title)].filter((part) => part !== '').join(' ')
}

/** Hands out names of which no two are the same file anywhere: most systems don't tell upper from lower case. */
export class FileNames {
  readonly #taken = new Set<string>()

  /**
   * The name, or the next that is free with a number behind it.
   * @param isFree what else decides; asked for each candidate
   */
  take(name: string, isFree: (name: string) => boolean = () => true): string {
    let candidate = name
    for (let number = 2; this.#taken.has(sameness(candidate)) || !isFree(candidate); number += 1)
      candidate = `${name} (${number})`
    this.#taken.add(sameness(candidate))
    return candidate
  }
}

/** Equal for names that any system takes for the same: by case, or by how a letter and its accent are written. */
const sameness = (name: string): string => name.normalize('NFKC').toLowerCase().toUpperCase().normalize('NFKC')

function wordsOf(title: string): string {
  // Twenty code units a character are more than any writing system needs; the rest of a long title is not looked at.
  const visible = title
    .slice(0, MAX_TITLE_CHARACTERS * 20)
    .replace(invisible, '')
    .normalize('NFC')
  const fit = visible.replace(unfit, ' ').replace(/ +/g, ' ').trim()
  let words = ''
  let length = 0
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(fit)) {
    if (length === MAX_TITLE_CHARACTERS || bytesOf(words + segment) > MAX_TITLE_BYTES) break
    words += segment
    length += 1
  }
  return words.trim()
}

/** The length in UTF-8. */
const bytesOf = (text: string): number => Array.from(text, byteLength).reduce((sum, bytes) => sum + bytes, 0)

function byteLength(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

function dayOf(moment: number | null): string {
  const date = new Date(moment ?? Number.NaN)
  const year = date.getFullYear()
  if (!(year >= 0 && year <= 9999)) return ''
  return `${digits(year, 4)}-${digits(date.getMonth() + 1, 2)}-${digits(date.getDate(), 2)}`
}

const digits = (value: number, count: number): string => String(value).padStart(count, '0')
