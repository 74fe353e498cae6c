import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { exportConversations } from '../../src/main/export/export-conversations'
import { writeStreamAtomically } from '../../src/main/export/write-file'
import type { HistoryStore } from '../../src/main/storage/history/history-store'
import type { Measurement } from '../support/benchmark'
import { garbageCollector } from '../support/measure'

const SAMPLE_MS = 50
const MB = 1_000_000

/**
 * Everything into one archive: how fast, by what is stored of the items, and how much memory that takes at its peak, garbage
 * included; and how the peak of the second half compares with that of the first, which is 1 where memory is flat.
 */
export async function measureExport(
  store: HistoryStore,
  folder: string,
  storedBytes: number,
): Promise<readonly Measurement[]> {
  const ids = store.ids()
  const read = (id: string) => Promise.resolve(store.read(id).transcript)
  const { content } = await exportConversations({ ids, format: 'json', read })
  garbageCollector()()
  const before = process.memoryUsage()
  const heap: number[] = []
  let resident = 0
  const sampling = setInterval(() => {
    const { heapUsed, external, rss } = process.memoryUsage()
    heap.push(heapUsed + external - before.heapUsed - before.external)
    resident = Math.max(resident, rss - before.rss)
  }, SAMPLE_MS)
  const start = performance.now()
  await writeStreamAtomically(path.join(folder, 'everything.zip'), content)
  const seconds = (performance.now() - start) / 1000
  clearInterval(sampling)
  const half = heap.length >> 1
  const [first, second] = [Math.max(...heap.slice(0, half)), Math.max(...heap.slice(half))]
  return [
    { name: 'export.seconds', value: seconds },
    { name: 'export.mb_per_s', value: storedBytes / MB / seconds },
    { name: 'export.heap_growth_mb', value: Math.max(first, second) / MB },
    { name: 'export.heap_flatness', value: second / first, target: 1.1 },
    { name: 'export.rss_growth_mb', value: resident / MB },
  ]
}
