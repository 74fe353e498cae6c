import { computed, onBeforeUnmount, onMounted, shallowRef, watch } from 'vue'
import { useSession } from '../stores/session'
import { isTalking, nextDeadline, type PressInput, pressStep, type PressState, released } from './press-logic'
import { useTalkKey } from './use-talk-key'

/**
 * The talk button and its key in push-to-talk: turns presses into requests to the session. For one component at a time.
 * @param enabled whether there is a talk key at all now; in other modes Space is just Space
 */
export function useTalk(enabled: () => boolean) {
  const session = useSession()
  const press = shallowRef<PressState>(released)
  let timer: number | undefined

  const steadyNow = (): number => performance.now()

  function feed(input: PressInput): void {
    const step = pressStep(press.value, input)
    press.value = step.state
    schedule()
    if (step.action === 'press') void begin()
    else if (step.action === 'release') void session.release()
    else if (step.action === 'discard') void session.discardTurn()
  }

  async function begin(): Promise<void> {
    if (!(await session.press())) feed({ type: 'reset' })
  }

  function schedule(): void {
    window.clearTimeout(timer)
    const deadline = nextDeadline(press.value)
    if (deadline === null) return
    timer = window.setTimeout(() => feed({ type: 'time', at: steadyNow() }), Math.max(0, deadline - steadyNow()))
  }

  const down = (): void => feed({ type: 'down', at: steadyNow() })
  const up = (): void => feed({ type: 'up', at: steadyNow() })
  const lose = (): void => feed({ type: 'lost' })
  const escape = (): void => feed({ type: 'escape' })

  /** For keyboards and screen readers, which click without pressing: a tap. */
  function tap(): void {
    down()
    up()
  }

  useTalkKey({ down, up, escape, enabled, talks: () => isTalking(press.value) })

  watch(
    () => session.state,
    (state, before) => {
      const wasOpen = before.phase === 'connecting' || before.phase === 'ready'
      const isOpen = state.phase === 'connecting' || state.phase === 'ready'
      const modeChanged = state.phase === 'ready' && before.phase === 'ready' && state.mode !== before.mode
      if ((wasOpen && !isOpen) || modeChanged) feed({ type: 'reset' })
    },
  )

  onMounted(() => window.addEventListener('blur', lose))
  onBeforeUnmount(() => {
    window.removeEventListener('blur', lose)
    window.clearTimeout(timer)
    if (isTalking(press.value)) void session.release()
  })

  return {
    talking: computed(() => isTalking(press.value)),
    latched: computed(() => press.value.phase === 'latched'),
    down,
    up,
    lose,
    tap,
  }
}
