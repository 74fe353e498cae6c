import { beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { StallWatch } from './stall-watch'

let clock: ManualClock
let stalls: number[]
let watch: StallWatch

beforeEach(() => {
  clock = new ManualClock()
  stalls = []
  watch = new StallWatch(clock, () => stalls.push(clock.now()))
})

async function run(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 50) {
    watch.moved()
    await clock.advance(50)
  }
}

test('a running device that stops is noticed after a second and a half, once', async () => {
  await run(1000)
  await clock.advance(1250)
  expect(stalls).toEqual([])
  await clock.advance(60_000)
  expect(stalls).toEqual([2500])
})

test('a device that is still waking up gets ten seconds, even when it filled its buffers at once', async () => {
  watch.moved()
  await clock.advance(9750)
  expect(stalls).toEqual([])
  await clock.advance(1000)
  expect(stalls).toEqual([10_250])
})

test('a short hold-up is forgiven, again and again', async () => {
  for (let round = 0; round < 5; round++) {
    await run(1000)
    await clock.advance(1000)
  }
  expect(stalls).toEqual([])
})

test('nothing is noticed once it was stopped', async () => {
  await run(1000)
  watch.stop()
  await clock.advance(60_000)
  expect(stalls).toEqual([])
})
