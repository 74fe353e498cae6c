import { computed, onBeforeUnmount, onMounted, ref } from 'vue'

/** Where the window is narrower than this, history lies over the conversation instead of beside it. */
const narrow = '(width < 760px)'

/** Whether the history is unfolded: where there is room for it, until the user decides. */
export function useHistoryPanel() {
  const query = window.matchMedia(narrow)
  const isNarrow = ref(query.matches)
  const wanted = ref<boolean | null>(null)
  const open = computed(() => wanted.value ?? !isNarrow.value)

  // Not only once: a window that is made in the background may have no size yet.
  function follow(): void {
    isNarrow.value = query.matches
  }

  onMounted(() => {
    follow()
    query.addEventListener('change', follow)
  })
  onBeforeUnmount(() => query.removeEventListener('change', follow))

  function toggle(): void {
    wanted.value = !open.value
  }

  function unfold(): void {
    wanted.value = true
  }

  /** A conversation was chosen: what covers it goes away. */
  function chosen(): void {
    if (isNarrow.value) wanted.value = null
  }

  return { open, toggle, unfold, chosen }
}
