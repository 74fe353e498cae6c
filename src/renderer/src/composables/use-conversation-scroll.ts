import { nextTick, type Ref } from 'vue'

/** How many frames it takes at most until an item that was scrolled to is drawn and measured. */
const MAX_FRAMES = 12

interface Scroll {
  readonly scroller: Readonly<Ref<HTMLElement | null>>
  /** Scrolls to about where an item is; what was not measured yet is a guess. */
  readonly scrollToIndex: (index: number) => void
  /** The first of what is marked in an item. */
  readonly firstMark: (row: Element) => Range | null
}

/** Brings an item of a virtual list into view, and what is marked in it. */
export function useConversationScroll({ scroller, scrollToIndex, firstMark }: Scroll) {
  let asked = 0

  return async function goTo(index: number): Promise<void> {
    const question = ++asked
    await nextTick()
    scrollToIndex(index)
    for (let frame = 0; frame < MAX_FRAMES; frame += 1) {
      await new Promise(requestAnimationFrame)
      if (question !== asked) return // somebody wants to be elsewhere by now
      const row = scroller.value?.querySelector(`[data-index="${index}"]`)
      if (!row) continue
      for (const folded of row.querySelectorAll('details')) folded.open = true
      bringIntoView(firstMark(row)?.getBoundingClientRect() ?? row.getBoundingClientRect())
    }
  }

  function bringIntoView({ top, bottom }: DOMRect): void {
    const element = scroller.value
    if (!element) return
    const seen = element.getBoundingClientRect()
    const margin = seen.height / 6
    if (top >= seen.top + 8 && bottom <= seen.bottom - 8) return
    element.scrollTop += top < seen.top ? top - seen.top - margin : bottom - seen.bottom + margin
  }
}
