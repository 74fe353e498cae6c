import { findPlaces, joined, type Place } from './matches'
import type { Query } from './query'
import type { Excerpt, Mark } from './search'

/** About how many code units of the text are shown. */
const EXCERPT_CHARACTERS = 160
/** How far a cut moves to fall between words. */
const REACH_CHARACTERS = 24

/** A piece of a text around the place where most of the query stands together, with everything marked that was found. */
export function excerptOf(text: string, query: Query): Excerpt {
  return excerptAround(text, findPlaces(text, query))
}

/** The same where the places are known, in the order of the text. */
export function excerptAround(text: string, places: readonly Place[]): Excerpt {
  const best = densest(places)
  const shown = around(text, { start: best.start, end: Math.min(best.end, best.start + 2 * EXCERPT_CHARACTERS) })
  const marks = joined(places)
    .filter(({ start, end }) => start >= shown.start && (end <= shown.end || start === best.start))
    .map(({ start, end }) => ({ start, end: Math.min(end, shown.end) }))
  return onOneLine(text, shown, marks)
}

/** The places that fit together and hold the most terms; the first of equals. */
function densest(places: readonly Place[]): Mark {
  let best = { start: 0, end: 0, terms: 0 }
  const counts = new Map<number, number>()
  let next = 0
  for (const { start, term } of places) {
    for (let place = places[next]; place && fits(start, place); place = places[++next]) {
      counts.set(place.term, (counts.get(place.term) ?? 0) + 1)
    }
    if (counts.size > best.terms) best = { start, end: places[next - 1]?.end ?? start, terms: counts.size }
    const left = (counts.get(term) ?? 0) - 1
    if (left > 0) counts.set(term, left)
    else counts.delete(term)
  }
  return best
}

const fits = (start: number, { start: itsStart, end }: Mark): boolean =>
  itsStart === start || end - start <= EXCERPT_CHARACTERS * 0.8

/** The piece of the text with that place in its middle, as far as the text reaches, cut between words. */
function around(text: string, { start, end }: Mark): Mark {
  const room = Math.max(0, EXCERPT_CHARACTERS - (end - start))
  const before = Math.min(start, Math.max(room / 2, room - (text.length - end)))
  const from = Math.floor(start - before)
  const to = Math.min(text.length, Math.floor(end + room - before))
  return { start: cutBefore(text, from, start), end: cutBehind(text, to, end) }
}

/** The beginning of a word at or behind `at`, if there is one in reach; else of a character. */
function cutBefore(text: string, at: number, latest: number): number {
  if (at === 0) return 0
  const space = /\s/u.exec(text.slice(at - 1, Math.min(at + REACH_CHARACTERS, latest)))
  return space ? at + space.index : characterAt(text, at, latest)
}

/** The end of a word at or before `at`, if there is one in reach; else of a character. */
function cutBehind(text: string, at: number, earliest: number): number {
  if (at >= text.length) return text.length
  const from = Math.max(at - REACH_CHARACTERS, earliest)
  const word = /^[^]*(?=\s)/u.exec(text.slice(from, at + 1))
  return word ? from + word[0].length : characterAt(text, at, text.length)
}

/** Not into a character: half of one, or its marks, would be something else. */
function characterAt(text: string, at: number, latest: number): number {
  let place = at
  while (place < latest && /^(?:[\uDC00-\uDFFF]|\p{M}|\u200D)/u.test(text.slice(place, place + 2))) place += 1
  return place
}

const isBlank = (text: string): boolean => !/\S/u.test(text)

/** Puts a piece of a text on one line: white space and control characters in a row are one space. */
function onOneLine(text: string, shown: Mark, marks: readonly Mark[]): Excerpt {
  const before = isBlank(text.slice(0, shown.start)) ? '' : '…'
  const behind = isBlank(text.slice(shown.end)) ? '' : '…'
  let line = before
  let isParted = true
  const places: number[] = []
  for (let unit = shown.start; unit < shown.end; unit++) {
    places.push(line.length)
    const character = text.charAt(unit)
    const isSpace = /[\s\p{Control}]/u.test(character)
    if (!isSpace) line += character
    else if (!isParted) line += ' '
    isParted = isSpace
  }
  line = line.trimEnd()
  const placeOf = (unit: number): number => Math.min(places[unit - shown.start] ?? line.length, line.length)
  return {
    text: line + behind,
    marks: marks.map(({ start, end }) => ({ start: placeOf(start), end: placeOf(end) })),
  }
}
