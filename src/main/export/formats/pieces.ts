import type { Transcript } from '../../../shared/conversation/transcript'

/** A document in pieces, made one by one as they are asked for, so that a long conversation is never held twice. */
export type Pieces = Iterable<string>

/** The same document as one string; for small things. */
export const whole =
  (pieces: (transcript: Transcript) => Pieces) =>
  (transcript: Transcript): string =>
    Array.from(pieces(transcript)).join('')

/** Blocks with a separator between them, each with what stands before it as one piece. */
export function* joined(blocks: Pieces, separator: string): Generator<string> {
  let isFirst = true
  for (const block of blocks) {
    yield isFirst ? block : separator + block
    isFirst = false
  }
}
