import MarkdownIt, { type Env, type Token } from 'markdown-it'
import { type InlineText, type MarkdownNode, type MarkdownTree, treeOf, withInline, withText } from './markdown-nodes'
import { staysCode, staysInline, staysPlain } from './markdown-growth'

function createParser() {
  const parser = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable('image')
  // Whole addresses only: looking whether every word with a dot in it may be one took longer than all the rest.
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  return parser
}
type Parser = ReturnType<typeof createParser>

/** Makes streams, which share a parser. */
export function createMarkdownStreams(): () => MarkdownStream {
  const parser = createParser()
  return () => new MarkdownStream(parser)
}

/** How what is there may be gone on with; whatever does not fit is read with the last block. */
type End =
  | { readonly kind: 'closed' }
  | { readonly kind: 'code' }
  /** `plain`: the text ends as what is shown of it does, but for spaces, which show only when something follows. */
  | { readonly kind: 'inline'; readonly inline: InlineText; readonly plain: boolean; readonly spaces: string }

const closed: End = { kind: 'closed' }

/**
 * One text in Markdown as it grows. What a piece costs depends on what it is, and not on how long the text is by then:
 * - Words without any markup in the midst of a line are put behind what is there.
 * - Markup within a line has its paragraph, heading or list item read again.
 * - Anything else has the last block read again: the paragraph, list, table and so on at the end. The blocks before are
 *   settled as soon as another one has begun on a whole line; the last line, as long as it grows, may yet turn into
 *   something else.
 *
 * The nodes are at each moment those of the whole text, and those that stay the same stay the same objects.
 */
export class MarkdownStream {
  readonly #parser: Parser
  #text = ''
  #settledCharacters = 0
  #settled: readonly MarkdownNode[] = []
  #tail: readonly MarkdownNode[] = []
  #end: End = closed

  constructor(parser: Parser) {
    this.#parser = parser
  }

  /** @param raw the text as it is now: mostly the one before with something behind it */
  read(raw: string): readonly MarkdownNode[] {
    const before = this.#text
    this.#text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
    // Compared like this, and not by startsWith, which goes through them letter by letter.
    if (this.#text.slice(0, before.length) !== before) this.#forgetSettled()
    else if (this.#text.length === before.length || this.#goOn(before.length)) return this.#nodes()
    this.#readTail()
    return this.#nodes()
  }

  #nodes(): readonly MarkdownNode[] {
    return [...this.#settled, ...this.#tail]
  }

  /** Takes what was added to a line without reading its block again, if that can be done. */
  #goOn(from: number): boolean {
    const end = this.#end
    const added = this.#text.slice(from)
    if (end.kind === 'code' && staysCode(this.#text, from)) {
      this.#tail = withText(this.#tail, added) ?? this.#tail
      return true
    }
    if (end.kind !== 'inline' || !staysInline(this.#text, from)) return false
    const grown = end.spaces + added
    const words = grown.trimEnd()
    const source = end.inline.source + words
    const inline = { ...end.inline, source }
    const spaces = grown.slice(words.length)
    if (end.plain && staysPlain(this.#text, from)) {
      this.#tail = withText(this.#tail, words) ?? this.#tail
      this.#end = { ...end, inline, spaces }
    } else {
      const { nodes } = treeOf(this.#parser.parseInline(source, {}))
      this.#tail = withInline(this.#tail, inline, nodes)
      this.#end = { kind: 'inline', inline, plain: endsPlain(nodes, source), spaces }
    }
    return true
  }

  #readTail(): void {
    const environment: Env = {}
    const text = this.#text.slice(this.#settledCharacters)
    const tokens = this.#parser.parse(text, environment)
    const hasReferences = Object.keys(environment.references ?? {}).length > 0
    if (hasReferences && this.#settledCharacters > 0) {
      // What a reference leads to is said below it: such a text, which is rare, can only be read as a whole.
      this.#forgetSettled()
      this.#readTail()
      return
    }
    const blocks = blocksOf(tokens)
    const trees = blocks.map(treeOf)
    this.#tail = trees.flatMap(({ nodes }) => nodes)
    this.#end = hasReferences ? closed : endOf(text, trees.at(-1))
    if (!hasReferences) this.#settle(text, blocks)
  }

  #settle(text: string, blocks: readonly (readonly Token[])[]): void {
    const lineBreaks = lineBreaksOf(text)
    // It takes two lines to make a table.
    const last = blocks.findLastIndex(
      ([first]) => startOf(first) + (first?.type === 'table_open' ? 1 : 0) < lineBreaks.length,
    )
    if (last <= 0) return
    this.#settled = [...this.#settled, ...this.#tail.slice(0, last)]
    this.#tail = this.#tail.slice(last)
    this.#settledCharacters += (lineBreaks[startOf(blocks[last]?.[0]) - 1] ?? -1) + 1
  }

  #forgetSettled(): void {
    this.#settledCharacters = 0
    this.#settled = []
  }
}

function endOf(text: string, last: MarkdownTree | undefined): End {
  const shown = text.trimEnd()
  const spaces = text.slice(shown.length)
  if (!last || shown === '' || spaces.includes('\n')) return closed
  const word = shown.slice(shown.search(/\S+$/))
  const { nodes, lastInline } = last
  if (lastInline)
    return lastInline.source.endsWith(word)
      ? { kind: 'inline', inline: lastInline, plain: endsPlain(nodes, lastInline.source), spaces }
      : closed
  return lastText(nodes)?.endsWith(word + spaces) ? { kind: 'code' } : closed
}

/** Whether the last text of a tree goes on where its source does. */
function endsPlain(nodes: readonly MarkdownNode[], source: string): boolean {
  const word = /\S+$/.exec(source)?.[0]
  return word !== undefined && lastText(nodes)?.endsWith(word) === true
}

/** The text at the very end, however deep in there; none in an address, which is over with the next space. */
function lastText(nodes: readonly MarkdownNode[]): string | undefined {
  const last = nodes.at(-1)
  return typeof last === 'object' ? (last.tag === 'a' ? undefined : lastText(last.children)) : last
}

/** The tokens of each block of the highest level. */
function blocksOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const blocks: Token[][] = []
  let depth = 0
  for (const token of tokens) {
    if (depth === 0) blocks.push([])
    blocks.at(-1)?.push(token)
    depth += token.nesting
  }
  return blocks
}

/** The line that a block begins in. */
const startOf = (first: Token | undefined): number => first?.map?.[0] ?? 0

function lineBreaksOf(text: string): readonly number[] {
  const places: number[] = []
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) places.push(at)
  return places
}
