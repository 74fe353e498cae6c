import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue'
import { startOfDay } from '../stores/search-period'

/** The time now, as exact as naming days needs: it moves on at midnight, and when the window is looked at again. */
export function useToday(): Readonly<Ref<number>> {
  const now = ref(Date.now())
  let timer: number | undefined

  function look(): void {
    now.value = Date.now()
    window.clearTimeout(timer)
    timer = window.setTimeout(look, startOfDay(now.value, 1) - now.value + 1000)
  }

  function onVisible(): void {
    if (!document.hidden && startOfDay(Date.now(), 0) !== startOfDay(now.value, 0)) look()
  }

  onMounted(() => {
    look()
    document.addEventListener('visibilitychange', onVisible)
  })
  onBeforeUnmount(() => {
    window.clearTimeout(timer)
    document.removeEventListener('visibilitychange', onVisible)
  })

  return now
}
