import { nextTick, onBeforeUnmount, onMounted, ref, type Ref, watch } from 'vue'

/** Closer to the end than this, in pixels, counts as being there. */
const SLACK_PIXELS = 24

/**
 * Keeps a scrolling element at its end while what it holds grows, unless the user has scrolled up.
 * @param size the height of what it holds, in pixels; a change of it moves the end
 */
export function useStickToBottom(element: Ref<HTMLElement | null>, size: () => number) {
  const stuck = ref(true)
  let lastTop = 0
  let observer: ResizeObserver | undefined

  function onScroll(): void {
    const scroller = element.value
    if (!scroller) return
    const distance = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
    // Growth alone leaves the end out of reach for a moment; only going up is the user's wish.
    if (distance <= SLACK_PIXELS) stuck.value = true
    else if (scroller.scrollTop < lastTop) stuck.value = false
    lastTop = scroller.scrollTop
  }

  function goToEnd(): void {
    stuck.value = true
    const scroller = element.value
    if (scroller) scroller.scrollTop = scroller.scrollHeight
  }

  /** Somebody goes elsewhere: the end is left alone until it is scrolled to again. */
  function release(): void {
    stuck.value = false
  }

  const follow = (): void => {
    if (stuck.value) goToEnd()
  }

  watch(size, () => void nextTick(follow), { flush: 'post' })
  onMounted(() => {
    observer = new ResizeObserver(follow)
    if (element.value) observer.observe(element.value)
    follow()
  })
  onBeforeUnmount(() => observer?.disconnect())

  return { stuck, onScroll, goToEnd, release }
}
