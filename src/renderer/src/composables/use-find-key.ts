import { onBeforeUnmount, onMounted } from 'vue'

/** Ctrl+F, or Cmd+F: looking for words. A browser's own search would miss what is not drawn. */
export function useFindKey(find: () => void): void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'f' || event.shiftKey || event.altKey || event.ctrlKey === event.metaKey) return
    if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return
    event.preventDefault()
    find()
  }

  onMounted(() => window.addEventListener('keydown', onKeyDown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeyDown))
}
