import { setTimeout as pause } from 'node:timers/promises'
import { electronMissing } from '../e2e/hosts/electron-host'
import { useOf } from './desktop/process-tree'
import { bareElectron, parley, type Program, start } from './desktop/program'
import type { Benchmark, Finding } from './support/benchmark'
import { openDisplay } from './support/display'
import { buildMissing, inFolder } from './support/places'
import { runWhenMain } from './support/run-when-main'

/**
 * What Parley takes while it waits in the tray: no session, the window closed by the user and released. Beside it the
 * least that an Electron program with a window can be, in the same minute.
 * - `idle.cpu_percent`: of one core, all its processes together.
 * - `idle.pss_mb`, `idle.pss_vs_bare_electron`: memory, what processes share counted once.
 * - `idle.hidden_pss_mb`: the same where it was started into the tray (`--hidden`) and never had a window.
 */

const MINUTE = 60_000
/** Long enough for a start to be over, and for a hidden window to be released. */
const SETTLE_MS = 15_000

export const benchmark: Benchmark = { name: 'idle', run }

async function run(): Promise<readonly Finding[]> {
  if (process.platform !== 'linux') return [{ name: 'idle', skipped: 'only Linux tells what processes share' }]
  const missing = (await openDisplay()) ?? buildMissing() ?? electronMissing()
  if (missing !== undefined) return [{ name: 'idle', skipped: missing }]
  return inFolder((bareFolder) =>
    inFolder((folder) => inFolder((hiddenFolder) => measure(bareFolder, folder, hiddenFolder))),
  )
}

async function measure(bareFolder: string, folder: string, hiddenFolder: string): Promise<readonly Finding[]> {
  const bare = await start(bareElectron(bareFolder))
  const own = await start(parley(folder))
  const hidden = await start(parley(hiddenFolder, ['--hidden']))
  try {
    await bare.devTools.evaluate('document.title')
    await own.devTools.evaluate('new Promise((done) => setTimeout(() => done(window.close() ?? true), 3000))')
    await pause(SETTLE_MS)
    const released = !(await own.devTools.hasWindow())
    const [before, hiddenBefore] = [useOfProgram(own), useOfProgram(hidden)]
    await pause(MINUTE)
    const [after, hiddenAfter, bareAfter] = [useOfProgram(own), useOfProgram(hidden), useOfProgram(bare)]
    const percent = (from: number, to: number): number => ((to - from) / MINUTE) * 100
    return [
      { name: 'idle.cpu_percent', value: percent(before.cpuMs, after.cpuMs), target: 0.5 },
      { name: 'idle.pss_mb', value: after.pssMb },
      { name: 'idle.bare_electron_pss_mb', value: bareAfter.pssMb },
      { name: 'idle.pss_vs_bare_electron', value: after.pssMb / bareAfter.pssMb, target: 1.3 },
      { name: 'idle.hidden_cpu_percent', value: percent(hiddenBefore.cpuMs, hiddenAfter.cpuMs), target: 0.5 },
      { name: 'idle.hidden_pss_mb', value: hiddenAfter.pssMb },
      ...(released ? [] : [{ name: 'idle.window', skipped: 'the closed window was not released' }]),
    ]
  } finally {
    for (const program of [own, hidden, bare]) await program.close()
  }
}

function useOfProgram({ process: { pid } }: Program) {
  if (pid === undefined) throw new Error('The program did not start.')
  return useOf(pid)
}

await runWhenMain(import.meta.url, benchmark)
