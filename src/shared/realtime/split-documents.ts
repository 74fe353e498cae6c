/** A line that stands between two documents. It can't be a part of one: JSON strings hold no line breaks. */
const separator = /^-{3,}[ \t]*$/m
/** What JSON puts between documents: white space, and the brackets and commas of an array around them. */
const between = /[\s\uFEFF,[\]]/
/** A line that looks like the rest of a pretty-printed document whose start is missing. */
const restOfDocument = /^\n(?:[ \t]+\S|\})/
const standsAlone = /^[ \t]*(?:[,\]\n]|$)/

/** Enough of the text ahead for the patterns above to decide. */
const LOOK_AHEAD_CHARACTERS = 80

/**
 * Divides a stream of JSON documents into the texts of its documents, without understanding them: one on each line,
 * pretty-printed over many, one array around all, or with lines of `---` between.
 *
 * What is no document is handed on as a text too, in pieces that are surely one each. A document that breaks off ends
 * where the next one starts: at a line that is indented as its own first line was and opens an object.
 */
export function* splitDocuments(text: string): Iterable<string> {
  const chunks = text.replace(/\r\n?/g, '\n').split(separator)
  for (const chunk of chunks) yield* new Splitter(chunk, chunks.length > 1).documents()
}

/** Goes through a text once, from front to end. */
class Splitter {
  readonly #text: string
  /** Whether the stream has separators, so that what stands between two of them is one document at most. */
  readonly #separated: boolean
  #inArray = false
  #lineStart = 0
  #lineEnd: number

  constructor(text: string, separated: boolean) {
    this.#text = text
    this.#separated = separated
    this.#lineEnd = this.#find('\n', 0)
  }

  *documents(): Iterable<string> {
    for (let position = 0; position < this.#text.length;) {
      const character = this.#text.charAt(position)
      if (between.test(character)) {
        this.#inArray ||= character === '['
        position++
        continue
      }
      this.#enterLine(position)
      const end = this.#endOfDocument(position) ?? this.#endOfString(position) ?? this.#endOfGarbage(position)
      yield this.#text.slice(position, end).trimEnd()
      position = end
    }
  }

  /** Where the object that starts here ends, be it whole or broken off; undefined where none starts. */
  #endOfDocument(start: number): number | undefined {
    if (this.#text.charAt(start) !== '{') return undefined
    const indent = /^[ \t]*/.exec(this.#text.slice(this.#lineStart, start))?.[0] ?? ''
    let depth = 0
    for (let position = start; position < this.#text.length; position++) {
      const character = this.#text.charAt(position)
      if (character === '{') depth++
      else if (character === '}') depth--
      else if (character === '\n') {
        if (this.#text.startsWith(`${indent}{`, position + 1)) return position
      } else if (character === '"') {
        const closing = this.#closingQuote(position)
        this.#enterLine(position)
        if (closing === -1 || closing > this.#lineEnd) return this.#find(`\n${indent}{`, position)
        position = closing
      }
      if (depth === 0) return position + 1
    }
    return this.#text.length
  }

  /** Where the string that starts here ends, when it stands alone: some recorders write each frame as a string. */
  #endOfString(start: number): number | undefined {
    if (this.#text.charAt(start) !== '"') return undefined
    const closing = this.#closingQuote(start)
    if (closing === -1 || closing > this.#lineEnd) return undefined
    return standsAlone.test(this.#text.slice(closing + 1, closing + LOOK_AHEAD_CHARACTERS)) ? closing + 1 : undefined
  }

  /** Where something that is no document ends. */
  #endOfGarbage(start: number): number {
    if (this.#separated) return this.#find('\n{', start)
    let end = this.#lineEnd
    while (!this.#inArray && restOfDocument.test(this.#text.slice(end, end + LOOK_AHEAD_CHARACTERS)))
      end = this.#find('\n', end + 1)
    return end
  }

  /** The position of the quote that closes a string; -1 when nothing does. */
  #closingQuote(opening: number): number {
    let closing = this.#text.indexOf('"', opening + 1)
    while (closing !== -1 && this.#isEscaped(closing)) closing = this.#text.indexOf('"', closing + 1)
    return closing
  }

  #isEscaped(position: number): boolean {
    let backslashes = 0
    while (this.#text.charAt(position - 1 - backslashes) === '\\') backslashes++
    return backslashes % 2 === 1
  }

  /** Positions only grow, so that all calls together go through the text once, however long its lines are. */
  #enterLine(position: number): void {
    while (position > this.#lineEnd) {
      this.#lineStart = this.#lineEnd + 1
      this.#lineEnd = this.#find('\n', this.#lineStart)
    }
  }

  #find(search: string, from: number): number {
    const index = this.#text.indexOf(search, from)
    return index === -1 ? this.#text.length : index
  }
}
