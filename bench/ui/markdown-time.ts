import type { CDPSession } from '@playwright/test'

/** Milliseconds of the main thread. */
export interface MarkdownTime {
  /** Reading Markdown, and building and changing the document. */
  readonly rendering: number
  /** Putting words behind others: Chromium lays them out at once, which is what any text costs that grows. */
  readonly appending: number
}

/** The window's Markdown renderer is a chunk of its own: what runs in it, or is called from it, is rendering. */
const rendererChunk = /\/markdown-renderer-[^/]*\.js$/

/** Microseconds between samples. More of them would cost more than what is measured. */
const SAMPLING_INTERVAL = 1000

/** What rendering Markdown took while something ran, by a profile of the page. */
export async function profileMarkdown(cdp: CDPSession, work: () => Promise<void>): Promise<MarkdownTime> {
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL })
  await cdp.send('Profiler.start')
  await work()
  const { profile } = await cdp.send('Profiler.stop')
  const { nodes, samples = [], timeDeltas = [] } = profile
  const rendering = new Set<number>()
  const appending = new Set<number>()
  // Parents come before their children.
  for (const { id, callFrame, children = [] } of nodes) {
    if (rendererChunk.test(callFrame.url)) rendering.add(id)
    if (!rendering.has(id)) continue
    if (callFrame.functionName === 'appendData') {
      rendering.delete(id)
      appending.add(id)
    } else for (const child of children) rendering.add(child)
  }
  // A pause of many intervals between two samples says that the thread was not running.
  const after = (index: number): number => Math.min(timeDeltas[index + 1] ?? 0, 2 * SAMPLING_INTERVAL)
  const sumOf = (chosen: ReadonlySet<number>): number =>
    samples.reduce((sum, node, index) => sum + (chosen.has(node) ? after(index) : 0), 0) / 1000
  return { rendering: sumOf(rendering), appending: sumOf(appending) }
}
