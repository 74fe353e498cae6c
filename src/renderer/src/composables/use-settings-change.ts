import { computed } from 'vue'
import type { SettingsChange } from '../../../shared/settings'
import { useNotices } from '../stores/notices'
import { useSettings } from '../stores/settings'

/** The settings, and the way to change some; what goes wrong is shown. */
export function useSettingsChange() {
  const store = useSettings()
  const notices = useNotices()
  const settings = computed(() => store.current)
  const change = (some: SettingsChange): Promise<boolean> => notices.attempt(() => store.change(some))
  return { settings, change }
}
