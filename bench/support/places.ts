import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../../e2e/hosts/places'

/** What the benchmarks of whole programs run, and where. */

/** Why the built program can't be measured. */
export const buildMissing = (): string | undefined =>
  existsSync(path.join(root, 'out/main/index.js')) ? undefined : 'Parley is not built: npm run build'

/** Runs something with an empty folder, and removes that. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
