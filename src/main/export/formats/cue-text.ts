import { segmentsOf } from './segments'

/** A piece of text that fits into one cue. */
export interface TextChunk {
  readonly lines: readonly string[]
  /** In characters as a reader counts them. */
  readonly length: number
}

/** What subtitles are usually held to, so that they can be read while they are shown. */
const LINE_CHARACTERS = 42
const MAX_LINES = 2

/** A sentence shorter than this would flash by; it shares a cue with the next. */
const SHORT_SENTENCE = 15

const characters = (text: string): readonly string[] => Array.from(segmentsOf(text, 'grapheme'))

/**
 * Divides text into cues of at most two lines of 42 characters. A sentence begins a new cue, unless the one before was
 * very short; where a sentence is too long it is divided between words, and a word that no line holds between characters.
 * @param largestShare how much of the text one cue may hold, as a fraction, so that slow speech stays with its words;
 * anything from 1 up is no limit
 */
export function chunkText(text: string, largestShare: number): readonly TextChunk[] {
  const limit = largestShare < 1 ? Math.max(1, Math.floor(characters(text).length * largestShare)) : Infinity
  return sentences(text).flatMap((sentence) => chunkSentence(sentence, limit))
}

function sentences(text: string): readonly string[] {
  const found: string[] = []
  for (const segment of segmentsOf(text, 'sentence')) {
    const last = found.at(-1)
    if (last === undefined || last.trim().length >= SHORT_SENTENCE) found.push(segment)
    else found.splice(-1, 1, last + segment)
  }
  return found
}

function chunkSentence(sentence: string, limit: number): readonly TextChunk[] {
  const chunks: TextChunk[] = []
  let builder = new ChunkBuilder(limit)
  for (const word of wordsOf(sentence, Math.min(limit, LINE_CHARACTERS))) {
    if (builder.add(word)) continue
    chunks.push(builder.chunk)
    builder = new ChunkBuilder(limit)
    builder.add(word)
  }
  return builder.isEmpty ? chunks : [...chunks, builder.chunk]
}

interface Word {
  readonly text: string
  readonly length: number
}

/** The words of a sentence; one that fits on no line comes in pieces that do. */
function wordsOf(sentence: string, longest: number): readonly Word[] {
  return sentence
    .split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap((text) => {
      const parts = characters(text)
      // A word that a line can hold stays whole, even if it is spoken so slowly that it has a cue's time to itself.
      if (parts.length <= LINE_CHARACTERS) return [{ text, length: parts.length }]
      return Array.from({ length: Math.ceil(parts.length / longest) }, (_, index) => {
        const piece = parts.slice(index * longest, (index + 1) * longest)
        return { text: piece.join(''), length: piece.length }
      })
    })
}

class ChunkBuilder {
  readonly #limit: number
  readonly #lines: string[] = []
  #lineLength = 0
  #length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0
  }

  get chunk(): TextChunk {
    return { lines: this.#lines, length: this.#length }
  }

  /** Takes a word in, unless that would make the chunk too long; the first word always fits. */
  add({ text, length }: Word): boolean {
    const line = this.#lines.pop()
    if (line === undefined) return this.#put(text, length, length)
    const withSpace = length + 1
    const fits = this.#length + withSpace <= this.#limit
    if (fits && this.#lineLength + withSpace <= LINE_CHARACTERS) {
      return this.#put(`${line} ${text}`, this.#lineLength + withSpace, withSpace)
    }
    this.#lines.push(line)
    return fits && this.#lines.length < MAX_LINES ? this.#put(text, length, withSpace) : false
  }

  #put(line: string, lineLength: number, added: number): true {
    this.#lines.push(line)
    this.#lineLength = lineLength
    this.#length += added
    return true
  }
}
