import { computed, onBeforeUnmount, ref, watch } from 'vue'
import { deviceTestMs } from '../../../shared/device-test'
import { type AudioTestOutcome, useDeviceTestStore } from '../stores/device-test'
import { type AppError, useNotices } from '../stores/notices'
import { errorOf, useSettings } from '../stores/settings'

/** How often the progress is shown anew, in milliseconds. */
const tickMs = 100

/** A test of the chosen devices that ends with whatever shows it, and when other devices are chosen. */
export function useDeviceTest() {
  const store = useDeviceTestStore()
  const settings = useSettings()
  const notices = useNotices()
  const running = ref(false)
  const outcome = ref<AudioTestOutcome | null>(null)
  const error = ref<AppError | null>(null)
  const elapsedMs = ref(0)

  /** What it does now; `opening` until the microphone delivers. */
  const state = computed(() => {
    if (!running.value) return 'idle'
    return store.phase === 'over' ? 'opening' : store.phase
  })
  /** 0 to 1. */
  const progress = computed(() => Math.min(1, elapsedMs.value / deviceTestMs))
  const secondsLeft = computed(() => Math.max(0, Math.ceil((deviceTestMs - elapsedMs.value) / 1000)))

  async function run(): Promise<void> {
    running.value = true
    outcome.value = null
    error.value = null
    try {
      const result = await store.run()
      outcome.value = result.completed ? result : null
    } catch (thrown) {
      error.value = errorOf(thrown)
    } finally {
      running.value = false
    }
  }

  function stop(): void {
    if (running.value) void notices.attempt(() => store.stop())
  }

  watch(state, (_now, _before, onCleanup) => {
    elapsedMs.value = 0
    if (state.value !== 'recording' && state.value !== 'playing') return
    const begunAt = performance.now()
    const timer = window.setInterval(() => {
      elapsedMs.value = performance.now() - begunAt
    }, tickMs)
    onCleanup(() => window.clearInterval(timer))
  })
  watch([() => settings.current?.audio.microphone, () => settings.current?.audio.speaker], () => {
    stop()
    outcome.value = null
    error.value = null
  })
  onBeforeUnmount(stop)

  return { state, progress, secondsLeft, outcome, error, run, stop }
}
