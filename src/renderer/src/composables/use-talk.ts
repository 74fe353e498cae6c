import { computed, onBeforeUnmount, onMounted } from 'vue'
import { useSession } from '../stores/session'
import { useTalkKey } from './use-talk-key'

/**
 * The talk button and Space in push-to-talk. They only tell what the finger does; the main side decides what that means,
 * since the global hotkey works the same key. For one component at a time.
 * @param enabled whether there is a talk key at all now; in other modes Space is just Space
 */
export function useTalk(enabled: () => boolean) {
  const session = useSession()
  const talking = computed(() => session.talk !== 'silent')

  const down = (event: Event): void => void session.pressTalkKey(timeOf(event))
  const up = (event: Event): void => void session.releaseTalkKey(timeOf(event))
  const lose = (): void => void session.loseTalkKey()
  const cancel = (): void => void session.cancelTurn()

  /** For keyboards and screen readers, which click without pressing. */
  const tap = (): void => void session.tapTalkKey()

  useTalkKey({ down, up, escape: cancel, enabled, talks: () => talking.value })

  onMounted(() => window.addEventListener('blur', lose))
  onBeforeUnmount(() => {
    window.removeEventListener('blur', lose)
    lose()
  })

  return { talking, latched: computed(() => session.talk === 'latched'), down, up, lose, tap }
}

/** When the input device reported an event, in milliseconds since 1970: the same scale in every tab. */
const timeOf = ({ timeStamp }: Event): number => performance.timeOrigin + timeStamp
