import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { exportConversations } from '../../src/main/export/export-conversations'
import { writeStreamAtomically } from '../../src/main/files/write-file'
import type { HistoryStore } from '../../src/main/storage/history/history-store'
import { garbageCollector } from '../../test/support/garbage-collector'
import type { Measurement } from '../support/benchmark'

const SAMPLE_MS = 50
const MB = 1_000_000

/** How often it is looked at what is held on to. */
const LOOKS = 20

/**
 * Everything into one archive: how fast, by what is stored of the items, and how much memory that takes at its peak: without
 * garbage, which is what has to be flat, and with it.
 */
export async function measureExport(
  store: HistoryStore,
  folder: string,
  storedBytes: number,
): Promise<readonly Measurement[]> {
  const ids = store.ids()
  const collectGarbage = garbageCollector()
  collectGarbage()
  const before = process.memoryUsage()
  const used = (): number => {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external - before.heapUsed - before.external
  }
  let [done, held, heap, resident] = [0, 0, 0, 0]
  const read = (id: string) => {
    if (++done % Math.ceil(ids.length / LOOKS) === 0) {
      collectGarbage()
      held = Math.max(held, used())
    }
    return Promise.resolve(store.read(id).transcript)
  }
  const sampling = setInterval(() => {
    heap = Math.max(heap, used())
    resident = Math.max(resident, process.memoryUsage().rss - before.rss)
  }, SAMPLE_MS)
  const start = performance.now()
  const { content } = await exportConversations({ ids, format: 'json', read })
  await writeStreamAtomically(path.join(folder, 'everything.zip'), content)
  const seconds = (performance.now() - start) / 1000
  clearInterval(sampling)
  return [
    { name: 'export.seconds', value: seconds },
    { name: 'export.mb_per_s', value: storedBytes / MB / seconds },
    { name: 'export.held_growth_mb', value: held / MB },
    { name: 'export.heap_growth_mb', value: heap / MB },
    { name: 'export.rss_growth_mb', value: resident / MB },
  ]
}
