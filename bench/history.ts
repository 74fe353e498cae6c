import { fork } from 'node:child_process'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import type { Part } from './history/part'
import type { Benchmark, Measurement } from './support/benchmark'
import { inFolder } from './support/places'
import { runWhenMain } from './support/run-when-main'

/**
 * A history of a million items in 20,000 conversations of three years, made for this run, in which words are as common as
 * in talk:
 * - `history.open_ms`: from opening the file to the first page of the list; the median.
 * - `history.list_ms`, `history.read_ms`: a page of the list, and a whole conversation; like all that follow the 95th
 *   percentile, where nothing else is said.
 * - `history.search_ms`, `history.search_ranked_ms`: the newest hits and the best ones; of the slowest kind of queries, and
 *   of each kind.
 * - `history.checkpoint_ms`: what is written in one go while answers stream; the 99th percentile.
 * - `export.mb_per_s`: everything into an archive of JSON files, by what is stored of the items; and the most memory that it
 *   takes on top of what is there before: `held` is without garbage.
 * - the size of the file, of the index of words in it and of the items in it.
 */

const parts: readonly Part[] = ['build', 'open', 'read', 'search', 'export', 'keep']

const run = (): Promise<readonly Measurement[]> =>
  inFolder(async (folder) => {
    const file = path.join(folder, 'history.db')
    const found: Measurement[] = []
    for (const part of parts) {
      const start = performance.now()
      found.push(...(await runPart(part, file)))
      if (part === 'build') found.push({ name: 'history.build_s', value: (performance.now() - start) / 1000 })
    }
    return found
  })

/** Each part has a process of its own, so that none is measured with the memory and the caches of another. */
function runPart(part: Part, file: string): Promise<readonly Measurement[]> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('history/part.ts', import.meta.url)), [part, file], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    let found: readonly Measurement[] | null = null
    child.on('message', (message) => (found = message as readonly Measurement[]))
    child.on('error', reject)
    child.on('close', (code) => {
      if (found && code === 0) resolve(found)
      else reject(new Error(`The part ${part} ended with exit code ${String(code)}.`))
    })
  })
}

export const benchmark: Benchmark = { name: 'history', run }

await runWhenMain(import.meta.url, benchmark)
