import { performance } from 'node:perf_hooks'
import { garbageCollector } from '../../test/support/garbage-collector'

/** Something whose speed is compared with others'. */
export interface Contender {
  /** How many operations one run does; enough that a run takes about a millisecond. */
  readonly operations: number
  /** Builds what a run needs, untimed. */
  prepare(): Run
}

export interface Run {
  /** A little of the same work, untimed, so that the caches are as they are in the middle of it. */
  readonly approach?: () => void
  readonly work: () => void
  /** Not used, but in memory until the work is done. */
  readonly keeps?: unknown
}

/** Each contender runs this often in a round, and its best time counts: what disturbs a run only ever adds to it. */
const RUNS_A_ROUND = 5

export interface Rounds {
  /** Untimed rounds first, until the compiler has done its work. */
  readonly warmUp: number
  readonly timed: number
}

/** Microseconds an operation, one number for each timed round. */
export type Times = readonly number[]

/**
 * Measures contenders in turn, over and over, so that whatever slows the machine down for a while slows them all down,
 * and in another order each time, so that nobody always comes after the same one.
 */
export function measure<N extends string>(
  contenders: Readonly<Record<N, Contender>>,
  { warmUp, timed }: Rounds,
): Readonly<Record<N, Times>> {
  const collectGarbage = garbageCollector()
  const random = createRandom()
  const names = Object.keys(contenders) as N[]
  const times = Object.fromEntries(names.map((name) => [name, new Array<number>()])) as Record<N, number[]>
  for (let round = 0; round < warmUp + timed; round++) {
    const best = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<N, number>
    for (let run = 0; run < RUNS_A_ROUND; run++) {
      for (const name of shuffled(names, random)) {
        best[name] = Math.min(best[name], time(contenders[name], collectGarbage))
      }
    }
    if (round >= warmUp) for (const name of names) times[name].push(best[name])
  }
  return times
}

function time(contender: Contender, collectGarbage: () => void): number {
  const run = contender.prepare()
  collectGarbage()
  run.approach?.()
  const start = performance.now()
  run.work()
  return ((performance.now() - start) * 1000) / contender.operations
}

export function median(values: Times): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value that this share of all values does not exceed: 0.5 is the median, 1 the highest. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

/** How many times as long the first takes as the second: the median over rounds, in each of which both were measured. */
export const ratio = (first: Times, second: Times): number =>
  median(first.map((value, round) => value / second[round]!))

function shuffled<T>(values: readonly T[], random: () => number): readonly T[] {
  const keyed = values.map((value) => ({ value, key: random() }))
  return keyed.sort((left, right) => left.key - right.key).map(({ value }) => value)
}

/** The same sequence each time: a benchmark's order should not be what differs between two runs of it. */
function createRandom(): () => number {
  let state = 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
