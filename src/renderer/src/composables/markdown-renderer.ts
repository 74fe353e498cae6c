import type { MarkdownElement, MarkdownNode } from './markdown-nodes'
import { createMarkdownStreams } from './markdown-stream'

/** Shows a text; called again when it has grown, or is another. */
export type ShowMarkdown = (text: string) => void

/** Shows Markdown in elements, each of which then belongs to it: nothing else may change what is in them. */
export type MarkdownRenderer = (place: HTMLElement) => ShowMarkdown

export function createMarkdownRenderer(): MarkdownRenderer {
  const newStream = createMarkdownStreams()
  return (place) => {
    const stream = newStream()
    let shown: readonly MarkdownNode[] = []
    return (text) => {
      const next = stream.read(text)
      update(place, shown, next)
      shown = next
    }
  }
}

/** Changes what differs and leaves the rest alone, with what is selected in it. */
function update(place: Element, shown: readonly MarkdownNode[], next: readonly MarkdownNode[]): void {
  // Mostly it is the last node alone that differs: this goes through hundreds, many times a second.
  let same = 0
  while (same < shown.length && shown[same] === next[same]) same += 1
  for (let index = shown.length; index > next.length; index--) place.lastChild?.remove()
  for (let index = same; index < next.length; index++) {
    const node = next[index] ?? ''
    const there = index === next.length - 1 && index < shown.length ? place.lastChild : place.childNodes[index]
    if (there) updateNode(there, shown[index] ?? '', node)
    else place.append(toNode(node))
  }
}

function updateNode(there: ChildNode, shown: MarkdownNode, next: MarkdownNode): void {
  if (typeof next === 'object' && typeof shown === 'object' && isSameElement(shown, next))
    update(there as Element, shown.children, next.children)
  else if (typeof next === 'string' && typeof shown === 'string') updateText(there as Text, shown, next)
  else there.replaceWith(toNode(next))
}

function updateText(there: Text, shown: string, next: string): void {
  if (next.slice(0, shown.length) === shown) there.appendData(next.slice(shown.length))
  else there.data = next
}

const isSameElement = (before: MarkdownElement, next: MarkdownElement): boolean =>
  before.tag === next.tag && before.href === next.href && before.start === next.start

function toNode(node: MarkdownNode): Node {
  if (typeof node === 'string') return document.createTextNode(node)
  const { tag, href, start, children } = node
  const element = document.createElement(tag)
  if (href !== undefined) element.setAttribute('href', href)
  if (start !== undefined) element.setAttribute('start', start)
  for (const child of children) element.append(toNode(child))
  return element
}
