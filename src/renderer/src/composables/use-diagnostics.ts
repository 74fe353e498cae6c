import { computed, onMounted, ref, shallowRef } from 'vue'
import { useNotices } from '../stores/notices'
import { type Diagnostics, useSettings } from '../stores/settings'

/** The event inspector's view: what was read last, filtered by words. */
export function useDiagnostics() {
  const settings = useSettings()
  const notices = useNotices()
  const read = shallowRef<Diagnostics | null>(null)
  const filter = ref('')

  const refresh = (): Promise<boolean> =>
    notices.attempt(async () => {
      read.value = await settings.readDiagnostics()
    })
  onMounted(refresh)

  /** Newest first; every word of the filter must be in the type or the text. */
  const events = computed(() => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean)
    const recent = read.value?.recent ?? []
    return recent
      .filter(({ type, text }) => words.every((word) => `${type} ${text}`.toLowerCase().includes(word)))
      .toReversed()
  })

  /** The events as lines to paste into a report. */
  const asText = computed(() =>
    events.value.map(({ at, type, text }) => `${new Date(at).toISOString()} ${type} ${text}`).join('\n'),
  )

  return { read, filter, events, asText, refresh }
}
