import type { Token } from 'markdown-it'
import { appendAll } from '../../../shared/append-all'

/** What Markdown becomes: text as it is, and elements of few kinds. No HTML is made of it, so none can be smuggled in. */
export type MarkdownNode = string | MarkdownElement

export interface MarkdownElement {
  readonly tag: string
  /** Where a link leads: `http`, `https` or `mailto` only. */
  readonly href?: string
  /** What an ordered list begins with. */
  readonly start?: string
  readonly children: readonly MarkdownNode[]
}

/** Answers are a stranger's text: no images (they would be fetched), no styles, no forms. */
const allowedTags: ReadonlySet<string> = new Set([
  ...['p', 'br', 'hr', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
])
const allowedAddress = /^(?:https?|mailto):/i

/** A line of text as it was read, and where in the tree its nodes are. */
export interface InlineText {
  readonly source: string
  /** How many elements, each the last child of the one before, lead to the one that holds its nodes. */
  readonly depth: number
  /** Its first node among the children of that one; all behind it are its. */
  readonly from: number
}

export interface MarkdownTree {
  readonly nodes: readonly MarkdownNode[]
  /** The text at the very end; null when something else is there. */
  readonly lastInline: InlineText | null
}

interface OpenElement {
  readonly children: MarkdownNode[]
  readonly depth: number
}

/** What a parser's tokens mean. Of what is not allowed, the words stay. */
export function treeOf(tokens: readonly Token[]): MarkdownTree {
  const root: OpenElement = { children: [], depth: 0 }
  const open = [root]
  let lastInline: InlineText | null = null
  for (const token of tokens) {
    const { children, depth } = open.at(-1) ?? root
    if (token.nesting === -1) open.pop()
    else if (token.nesting === 1) open.push(isShown(token) ? begin(token, children, depth) : { children, depth })
    else {
      lastInline = token.type === 'inline' ? { source: token.content, depth, from: children.length } : null
      appendAll(children, leaf(token))
    }
  }
  return { nodes: root.children, lastInline }
}

/** Paragraphs of a list without blank lines are hidden. */
const isShown = ({ tag, hidden }: Token): boolean => !hidden && allowedTags.has(tag)

function begin(token: Token, siblings: MarkdownNode[], depth: number): OpenElement {
  const href = String(token.attrGet('href') ?? '')
  const start = token.attrGet('start')
  const children: MarkdownNode[] = []
  siblings.push({
    tag: token.tag,
    ...(token.tag === 'a' && allowedAddress.test(href) ? { href } : {}),
    ...(token.tag === 'ol' && start !== null ? { start: String(start) } : {}),
    children,
  })
  return { children, depth: depth + 1 }
}

function leaf({ type, content, children }: Token): readonly MarkdownNode[] {
  switch (type) {
    case 'inline':
      return treeOf(children ?? []).nodes
    case 'softbreak':
    case 'hardbreak':
      return [{ tag: 'br', children: [] }]
    case 'hr':
      return [{ tag: 'hr', children: [] }]
    case 'code_inline':
      return [{ tag: 'code', children: [content] }]
    case 'fence':
    case 'code_block':
      // The last line break of a code block is not to be seen.
      return [{ tag: 'pre', children: [{ tag: 'code', children: text(content.replace(/\n$/, '')) }] }]
    default:
      return text(content)
  }
}

const text = (content: string): readonly MarkdownNode[] => (content === '' ? [] : [content])

/** The same tree with more text at its end; null when there is no text at its end. */
export function withText(nodes: readonly MarkdownNode[], added: string): readonly MarkdownNode[] | null {
  const last = nodes.at(-1)
  if (last === undefined) return null
  if (typeof last === 'string') return nodes.with(-1, last + added)
  const children = withText(last.children, added)
  return children && nodes.with(-1, { ...last, children })
}

/** The same tree with other nodes in the place of its last text. */
export function withInline(
  nodes: readonly MarkdownNode[],
  { depth, from }: InlineText,
  inline: readonly MarkdownNode[],
): readonly MarkdownNode[] {
  if (depth === 0) return [...nodes.slice(0, from), ...inline]
  const last = nodes.at(-1)
  if (last === undefined || typeof last === 'string') return nodes
  const place = { source: '', depth: depth - 1, from }
  return nodes.with(-1, { ...last, children: withInline(last.children, place, inline) })
}
