// How much slower this machine is, now, than the one that the tests' time limits were made for. Every limit is
// multiplied by it, so that no test fails merely because the machine is slow or busy.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** What {@link work} takes on an idle machine for which the limits are ample, in milliseconds. */
const usualMs = 1000

/** Fixed work for one processor. */
const work = `
  const { createHash } = require('node:crypto')
  let text = 'Parley'
  for (let round = 0; round < 1_000_000; round++) text = createHash('sha256').update(text).digest('hex')
`

/** Returns 1 or more; prints the number. Takes about a second. */
export async function measureTimeScale() {
  const begun = performance.now()
  // Tests keep every processor busy, so the work does too.
  await Promise.all(Array.from({ length: availableParallelism() }, runWork))
  const tookMs = performance.now() - begun
  const scale = Math.max(1, Math.ceil((tookMs / usualMs) * 10) / 10)
  console.log(`Time limits are multiplied by ${scale} (fixed work: ${Math.round(tookMs)} ms, usual: ${usualMs} ms).`)
  return scale
}

const runWork = () =>
  new Promise((resolve, reject) => {
    new Worker(work, { eval: true }).once('exit', resolve).once('error', reject)
  })
