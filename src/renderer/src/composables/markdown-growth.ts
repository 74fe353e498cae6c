/**
 * What a text in Markdown can be gone on with so that not all of its last block has to be read again. When in doubt, it
 * has to be. `from` is where what was added begins.
 */

const letter = /\p{L}/u
/** What has a meaning beyond its line: another line, cells, the end of a heading, where a reference leads to. */
const beyondInline = /[\n|#]|\]:/
/** Words, with single punctuation marks behind them: those within a word may make it an address. */
const plain = /^(?:[\p{L}\p{N}'’-]*[.,;:!?]? )*[\p{L}\p{N}'’-]*[.,;:!?]?$/u
/** Neither another line, or anything else that has no picture, nor what a code block may end with. */
const code = /^[^\p{Cc}`~]*$/u

/** Whether it is the same line of the same paragraph, heading or list item that goes on. */
export function staysInline(text: string, from: number): boolean {
  const line = lineFrom(text, from)
  // A line that has no letter yet may become a list, a heading, a rule.
  return letter.test(line.slice(0, line.length - (text.length - from))) && !beyondInline.test(line)
}

/** Whether what was added to such a line means nothing but itself. */
export const staysPlain = (text: string, from: number): boolean =>
  plain.test(text.slice(text.lastIndexOf(' ', from - 1) + 1))

/** Whether it is the same line of the same code block that goes on. */
export const staysCode = (text: string, from: number): boolean =>
  letter.test(text.slice(text.lastIndexOf('\n', from - 1) + 1, from)) && code.test(text.slice(from))

/** The line that the text went on in, and all that was added. */
const lineFrom = (text: string, from: number): string => text.slice(text.lastIndexOf('\n', from - 1) + 1)
