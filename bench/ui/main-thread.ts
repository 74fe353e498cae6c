import type { CDPSession } from '@playwright/test'

/** How long the tasks of a renderer's main thread were, in milliseconds, from a trace of Chromium's. */

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
  readonly args?: { readonly name?: string }
}

const taskNames: ReadonlySet<string> = new Set(['RunTask', 'ThreadControllerImpl::RunTask'])

/** Traces while something runs. */
export async function traceTasks(cdp: CDPSession, work: () => Promise<void>): Promise<readonly number[]> {
  const events: TraceEvent[] = []
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'toplevel', 'disabled-by-default-devtools.timeline'] },
  })
  await work()
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve))
  await cdp.send('Tracing.end')
  await complete
  return tasksOf(events)
}

/** The tasks of the main thread that had the most to do: other renderers are spare ones. */
function tasksOf(events: readonly TraceEvent[]): readonly number[] {
  const mainThreads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const candidates = mainThreads.map(({ pid, tid }) =>
    topLevel(events.filter((event) => event.pid === pid && event.tid === tid && taskNames.has(event.name))),
  )
  const sum = (tasks: readonly number[]): number => tasks.reduce((total, task) => total + task, 0)
  return candidates.sort((left, right) => sum(right) - sum(left))[0] ?? []
}

/** Tasks that are no part of another one. */
function topLevel(events: readonly TraceEvent[]): readonly number[] {
  let end = 0
  return [...events]
    .filter(({ ph }) => ph === 'X')
    .sort((left, right) => left.ts - right.ts || (right.dur ?? 0) - (left.dur ?? 0))
    .flatMap(({ ts, dur = 0 }) => {
      if (ts < end) return []
      end = ts + dur
      return [dur / 1000]
    })
}
