/** Signs that mean something wherever they stand. `$` is none of CommonMark's, but many readers take it for formulas. */
const anywhere = /[\\`*[\]<>~|$]/g
/** Between letters an underscore is just an underscore, as in a function's name or an address. */
const loneUnderscore = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu
const entity = /&(?=#?[\p{L}\p{N}]+;)/gu
/** Headings, lists, and the lines that make headings, rules or tables of what is above them. */
const lineOpening = /^[-#+=:]/
const numbered = /^(\d+)([.)])/

/**
 * Makes text mean nothing to a Markdown reader (CommonMark and GitHub's tables, strikethrough and footnotes): shown, it
 * is what it was. Line breaks stay breaks, blank lines separate paragraphs, and indentation can't make a code block.
 */
export function escapeMarkdown(text: string): string {
  const lines = text.split('\n').map(escapeLine)
  return lines.map((line, index) => (line !== '' && (lines[index + 1] ?? '') !== '' ? `${line}  ` : line)).join('\n')
}

/** As {@link escapeMarkdown}, for a heading, at whose end number signs would be taken for its frame. */
export const escapeHeading = (line: string): string => escapeMarkdown(line).replace(/(?<=[ \t])#+$/, '\\$&')

/** As {@link escapeMarkdown}, struck through. A strike can't reach over paragraphs, so each line gets its own. */
export function strikeMarkdown(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return escapeMarkdown(lines.join('\n')).replace(/^.*?(?=(?: {2})?$)/gmu, (line) => (line === '' ? '' : `~~${line}~~`))
}

/** Text as code on one line; longer code becomes a fenced block. Either fence is longer than any run inside. */
export function codeMarkdown(text: string): string {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  if (text.includes('\n')) {
    const fence = '`'.repeat(Math.max(3, longest + 1))
    return `\n\n${fence}\n${text}\n${fence}`
  }
  const fence = '`'.repeat(longest + 1)
  const padding = /^[` ]|[` ]$/.test(text) ? ' ' : ''
  return `${fence}${padding}${text}${padding}${fence}`
}

/** By hand, since a pattern for white space at the end takes ages over a long run of it elsewhere. */
function endOfWords(line: string): number {
  let end = line.length
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end -= 1
  return end
}

function escapeLine(line: string): string {
  const start = line.search(/[^ \t]/)
  if (start < 0) return ''
  const indent = line.slice(0, start)
  const rest = line.slice(start, endOfWords(line))
  const width = Array.from(indent, (space) => (space === '\t' ? 4 : 1)).reduce((total, spaces) => total + spaces, 0)
  const escaped = rest
    .replace(anywhere, '\\$&')
    .replace(loneUnderscore, '\\_')
    .replace(entity, '\\&')
    .replace(lineOpening, '\\$&')
    .replace(numbered, '$1\\$2')
  return '&nbsp;'.repeat(width) + escaped
}
