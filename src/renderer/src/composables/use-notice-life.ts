import { onBeforeUnmount, type Ref, watch } from 'vue'
import { type Notice, useNotices } from '../stores/notices'

/** How long what went well is shown, in milliseconds; errors stay. */
const INFO_MS = 4000
/** What can be taken back is shown for longer, and never when it can't be taken back any more. */
const WARNING_MS = 10_000
const MAX_NOTICE_MS = 25_000

/** Puts notices away when they have been shown long enough; while `touched`, somebody is busy with them. */
export function useNoticeLife(touched: Ref<boolean>): void {
  const notices = useNotices()
  const timers = new Map<number, number>()
  const deadlines = new Map<number, number>()

  watch([() => notices.shown, touched], ([shown]) => {
    if (touched.value) stop(timers)
    for (const notice of shown) start(notice)
  })
  onBeforeUnmount(() => {
    stop(timers)
    stop(deadlines)
  })

  function start({ id, kind }: Notice): void {
    if (kind === 'error') return
    if (kind === 'removed') dismissIn(deadlines, id, MAX_NOTICE_MS)
    if (!touched.value) dismissIn(timers, id, kind === 'removed' ? WARNING_MS : INFO_MS)
  }

  function dismissIn(among: Map<number, number>, id: number, time: number): void {
    if (among.has(id)) return
    among.set(
      id,
      window.setTimeout(() => notices.dismiss(id), time),
    )
  }

  function stop(among: Map<number, number>): void {
    among.forEach((timer) => window.clearTimeout(timer))
    among.clear()
  }
}
