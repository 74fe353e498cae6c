import { electronMissing } from '../e2e/hosts/electron-host'
import { bareElectron, type Launch, parley, start } from './desktop/program'
import type { Benchmark, Finding } from './support/benchmark'
import { openDisplay } from './support/display'
import { median, ratio } from './support/measure'
import { buildMissing, inFolder } from './support/places'
import { runWhenMain } from './support/run-when-main'

/**
 * How long the desktop app takes to be ready, beside the least that an Electron program can be:
 * - `start.ready_ms`: from the start of the process until the window shows the conversation, and can be typed into.
 * - `start.ready_vs_bare_electron`: how many times as long as a program with one window and one line of text takes.
 *
 * Both pages set the mark `ready` once what they are for is in the document; a program is ready at that mark, or at its
 * first paint if that is later. Chromium keeps both moments, so that nothing has to watch while the programs start. They
 * start in turn, each on its own data folder, as anybody's but the very first start does.
 */

const ROUNDS = 7

const readyAt = `new Promise((resolve) => {
  const end = performance.now() + 20_000
  const look = () => {
    const mark = performance.getEntriesByName('ready')[0]
    const paint = performance.getEntriesByName('first-contentful-paint')[0]
    if (mark && paint) resolve(performance.timeOrigin + Math.max(mark.startTime, paint.startTime))
    else if (performance.now() > end) resolve(null)
    else setTimeout(look, 50)
  }
  look()
})`

export const benchmark: Benchmark = { name: 'start', run }

async function run(): Promise<readonly Finding[]> {
  const missing = (await openDisplay()) ?? buildMissing() ?? electronMissing()
  if (missing !== undefined) return [{ name: 'start', skipped: missing }]
  const times = await inFolder((bare) =>
    inFolder((own) => inTurn({ bare: bareElectron(bare), parley: parley(own) }, ROUNDS)),
  )
  return [
    { name: 'start.ready_ms', value: median(times.parley) },
    { name: 'start.bare_electron_ms', value: median(times.bare) },
    { name: 'start.ready_vs_bare_electron', value: ratio(times.parley, times.bare), target: 1.5 },
  ]
}

/** The first round counts for nobody: it fills the caches. */
async function inTurn<N extends string>(
  launches: Readonly<Record<N, Launch>>,
  rounds: number,
): Promise<Readonly<Record<N, readonly number[]>>> {
  const names = Object.keys(launches) as N[]
  const times = Object.fromEntries(names.map((name) => [name, new Array<number>()])) as Record<N, number[]>
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const time = await timeOf(launches[name])
      if (round > 0) times[name].push(time)
    }
  }
  return times
}

/** On a very busy machine a window is sometimes never painted; that start says nothing. */
const ATTEMPTS = 3

async function timeOf(launch: Launch): Promise<number> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const program = await start(launch)
    try {
      const moment = await program.devTools.evaluate(readyAt)
      if (typeof moment === 'number') return moment - program.startedAt
    } finally {
      await program.close()
    }
  }
  throw new Error('The window was never painted.')
}

await runWhenMain(import.meta.url, benchmark)
