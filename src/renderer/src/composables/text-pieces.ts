/** The words that an element shows, and where each piece of them is in the document. */
interface Pieces {
  readonly text: string
  readonly pieces: readonly { readonly node: Text; readonly start: number }[]
}

/** Elements that stand within a line: what they hold goes on the words before them. */
const inline: ReadonlySet<string> = new Set(['A', 'CODE', 'EM', 'S', 'SPAN', 'STRONG'])

/** Reads an element's words; what stands in blocks of its own is on lines of its own. */
export function readPieces(root: Element): Pieces {
  const pieces: { node: Text; start: number }[] = []
  let text = ''
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  let block: Element = root
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      const within = blockOf(node, root)
      if (within !== block) text += '\n'
      block = within
      pieces.push({ node, start: text.length })
      text += node.data
    } else if (node.nodeName === 'BR') text += '\n'
  }
  return { text, pieces }
}

function blockOf(node: Node, root: Element): Element {
  let element = node.parentElement ?? root
  while (element !== root && inline.has(element.tagName)) element = element.parentElement ?? root
  return element
}

/** Where marks of the words are in the document; marks come in order. */
export function rangesOf(
  { text, pieces }: Pieces,
  marks: readonly { readonly start: number; readonly end: number }[],
): readonly Range[] {
  let at = 0
  const place = (offset: number, isEnd: boolean): { node: Text; offset: number } | null => {
    // An end belongs to the piece that it is the end of, a start to the one that it begins.
    while (at + 1 < pieces.length && (pieces[at + 1]?.start ?? text.length) + (isEnd ? 1 : 0) <= offset) at += 1
    const piece = pieces[at]
    return piece ? { node: piece.node, offset: Math.min(offset - piece.start, piece.node.length) } : null
  }
  return marks.flatMap(({ start, end }) => {
    const from = place(start, false)
    const to = place(end, true)
    if (!from || !to) return []
    const range = document.createRange()
    range.setStart(from.node, from.offset)
    range.setEnd(to.node, to.offset)
    return [range]
  })
}
