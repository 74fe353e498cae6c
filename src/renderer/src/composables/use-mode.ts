import { computed } from 'vue'
import { useSession } from '../stores/session'
import { useSettings } from '../stores/settings'

/** How turns are taken: as the open session does, or as the next one will. */
export function useMode() {
  const session = useSession()
  const settings = useSettings()
  const mode = computed(() => session.ready?.mode ?? settings.current?.mode ?? 'ptt')
  return { mode }
}
