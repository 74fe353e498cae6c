import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../src/main/clock/system-clock'
import { checkIntegrity } from '../src/main/storage/database/open-database'
import { isGrowing, settled } from '../src/main/storage/history/writing/growing'
import { openHistory } from '../src/main/storage/history/thread/history-client'
import { launchWorker } from '../src/main/programs/worker-thread'
import type { Item } from '../src/shared/conversation/item'
import type { HistoryNews } from '../src/shared/history/port'
import { timeLimit } from './support/time-limit'

/** More rounds than a test run wants: `PARLEY_KILL_ROUNDS=50 PARLEY_KILL_SEED=1 npx vitest run test/history-kill.test.ts`. */
const ROUNDS = Number(process.env.PARLEY_KILL_ROUNDS ?? 2)
const FIRST_SEED = Number(process.env.PARLEY_KILL_SEED ?? Math.floor(Math.random() * 1e6))

/** How much longer than promised a machine may take that runs other tests as well; in milliseconds. */
const SLACK_MS = timeLimit(700)
/** Pieces of what is still being said are written within this time. */
const PIECES_MS = 1000

interface Note {
  readonly at: number
  readonly item?: Item
  readonly trouble?: string
}

const child = fileURLToPath(new URL('support/history-child.ts', import.meta.url))
const launch = launchWorker(fileURLToPath(new URL('../src/main/history-worker.ts', import.meta.url)))

let folder: string
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'parley-kill-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A number from 0 to 1 that belongs to a seed (mulberry32). */
function randomOf(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

/** Keeps a conversation in another process, and kills that so many milliseconds after the first word. */
async function keepUntilKilled(file: string, id: string, afterMs: number) {
  const log = path.join(folder, `${id}.log`)
  const keeping = spawn(process.execPath, ['--import', 'tsx', child, file, id, log], { stdio: 'inherit' })
  const exit = once(keeping, 'exit')
  while (!existsSync(log) || readFileSync(log, 'utf8') === '') await setTimeout(20)
  await setTimeout(afterMs)
  const killedAt = Date.now()
  keeping.kill('SIGKILL')
  await exit
  // The last line may have been broken off.
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1)
  return { killedAt, notes: lines.map((line) => JSON.parse(line) as Note) }
}

/** The states that an item went through, by its name. */
function statesIn(notes: readonly Note[]): ReadonlyMap<string, { readonly at: number; readonly item: Item }[]> {
  const states = new Map<string, { readonly at: number; readonly item: Item }[]>()
  for (const { at, item } of notes) {
    if (!item) continue
    states.set(item.id, [...(states.get(item.id) ?? []), { at, item }])
  }
  return states
}

describe('a program that is killed while it saves a conversation', () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++)
    it(`loses at most the last second of unfinished items (seed ${seed})`, async () => {
      const file = path.join(folder, 'history.db')
      const id = `conversation_${seed}`
      const { killedAt, notes } = await keepUntilKilled(file, id, 200 + randomOf(seed) * (PIECES_MS + SLACK_MS) * 2)
      expect(notes.filter(({ trouble }) => trouble)).toEqual([])

      const news: HistoryNews[] = []
      const history = openHistory({ path: file, clock: systemClock, launch })
      history.subscribe((told) => news.push(told))
      const ids = await history.ids()
      const kept = ids.includes(id) ? (await history.read(id)).transcript.items : []
      expect(news.filter(({ kind }) => kind !== 'changed')).toEqual([])
      await history.close()
      expect(checkIntegrity(file)).toEqual([])

      const found = new Map(kept.map((item) => [item.id, item]))
      for (const [itemId, states] of statesIn(notes)) {
        const due = states.findLastIndex(({ at, item }) => at < killedAt - SLACK_MS - (isGrowing(item) ? PIECES_MS : 0))
        const item = found.get(itemId)
        const state = states.findLastIndex((known) => isDeepStrictEqual(settled(known.item), item))
        expect(state, `${itemId} as it is kept: ${JSON.stringify(item)}`).toBeGreaterThanOrEqual(due)
      }
      expect(kept.filter(isGrowing)).toEqual([])
    })
})
