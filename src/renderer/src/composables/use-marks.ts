import { onBeforeUnmount, type Ref, watch } from 'vue'
import type { ItemId } from '../../../shared/conversation/item'
import { findMatches } from '../../../shared/history/matches'
import type { Query } from '../../../shared/history/query'
import { rangesOf, readPieces } from './text-pieces'

/** What is marked of an element, as long as it shows the same. */
interface Painted {
  readonly text: string
  readonly query: Query
  readonly ranges: readonly Range[]
}

/** The names that base.css knows marks by: all of them, and those in the item that one is at. */
const everywhere = 'found'
const hereOnly = 'found-here'

/** Milliseconds in which changes are gathered: an answer that streams in changes many times a second. */
const GATHER_MS = 60

/**
 * Marks words where they are shown, without touching the document, which belongs to those who show it: elements that have
 * `data-words`, within one that has the item's identifier as `data-item`. What scrolls into the document is marked too.
 */
export function useMarks(root: Ref<HTMLElement | null>, query: Ref<Query | null>, current: Ref<ItemId | null>) {
  let painted = new WeakMap<Element, Painted>()
  let timer: number | undefined
  const observer = new MutationObserver(() => {
    timer ??= window.setTimeout(paint, GATHER_MS)
  })

  watch(
    [root, query],
    ([element, wanted]) => {
      observer.disconnect()
      painted = new WeakMap()
      paint()
      if (element && wanted) observer.observe(element, { childList: true, characterData: true, subtree: true })
    },
    { flush: 'post' },
  )
  watch(current, paint, { flush: 'post' })
  onBeforeUnmount(() => {
    observer.disconnect()
    window.clearTimeout(timer)
    clear()
  })

  function paint(): void {
    window.clearTimeout(timer)
    timer = undefined
    const wanted = query.value
    if (!root.value || !wanted) {
      clear()
      return
    }
    const all = new Highlight()
    const here = new Highlight()
    here.priority = 1
    for (const place of root.value.querySelectorAll('[data-words]')) {
      const isHere = place.closest<HTMLElement>('[data-item]')?.dataset['item'] === current.value
      for (const range of rangesIn(place, wanted)) (isHere ? here : all).add(range)
    }
    CSS.highlights.set(everywhere, all)
    CSS.highlights.set(hereOnly, here)
  }

  function rangesIn(place: Element, wanted: Query): readonly Range[] {
    const before = painted.get(place)
    const text = place.textContent
    // Ranges live: they follow what is put behind them, and are empty when what they were in is gone.
    if (before?.text === text && before.query === wanted && !before.ranges.some(({ collapsed }) => collapsed))
      return before.ranges
    const pieces = readPieces(place)
    const ranges = rangesOf(pieces, findMatches(pieces.text, wanted))
    painted.set(place, { text, query: wanted, ranges })
    return ranges
  }

  /** The first mark of an element, to be brought into view. */
  function firstIn(element: Element): Range | null {
    const wanted = query.value
    if (!wanted) return null
    for (const place of element.querySelectorAll('[data-words]')) {
      const [first] = rangesIn(place, wanted)
      if (first) return first
    }
    return null
  }

  return { firstIn }
}

function clear(): void {
  CSS.highlights.delete(everywhere)
  CSS.highlights.delete(hereOnly)
}
