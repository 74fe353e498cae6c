import { readdirSync, readFileSync } from 'node:fs'

/** What a process and all its descendants use, as Linux keeps it. */
export interface Use {
  /** Time on processors since each began, in milliseconds. */
  readonly cpuMs: number
  /** Memory in MB; what several share counts once, in parts. */
  readonly pssMb: number
}

/** Linux counts in hundredths of a second, whatever the kernel was built with. */
const MS_PER_TICK = 10
const BYTES_PER_MB = 1e6

export function useOf(pid: number): Use {
  const uses = treeOf(pid).map((each) => ({ cpuMs: cpuMsOf(each), pssMb: pssMbOf(each) }))
  return {
    cpuMs: uses.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    pssMb: uses.reduce((sum, { pssMb }) => sum + pssMb, 0),
  }
}

/** The process and all its descendants, by their numbers. */
export function treeOf(root: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), Number(statOf(Number(name))[1])] as const)
  const tree = [root]
  // The list grows as it is gone through.
  for (const parent of tree) for (const [pid, its] of parents) if (its === parent) tree.push(pid)
  return tree
}

/** The fields behind the name, which may hold anything: state, parent, and so on; none when the process is gone. */
function statOf(pid: number): readonly string[] {
  const text = read(`/proc/${pid}/stat`)
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function cpuMsOf(pid: number): number {
  const stat = statOf(pid)
  return (Number(stat[11] ?? 0) + Number(stat[12] ?? 0)) * MS_PER_TICK
}

const pssMbOf = (pid: number): number =>
  (Number(/^Pss: +(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024) / BYTES_PER_MB

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
