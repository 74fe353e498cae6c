import { ref } from 'vue'

/** Where the window is narrower than this, history lies over the conversation instead of beside it. */
const narrow = '(width < 760px)'

/** Whether the history is unfolded: at first where there is room for it. */
export function useHistoryPanel() {
  const isNarrow = (): boolean => window.matchMedia(narrow).matches
  const open = ref(!isNarrow())

  function toggle(): void {
    open.value = !open.value
  }

  /** A conversation was chosen: what covers it goes away. */
  function chosen(): void {
    if (isNarrow()) open.value = false
  }

  return { open, toggle, chosen }
}
