import { beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { StallWatch } from './stall-watch'

let clock: ManualClock
let stalls: number[]
let watch: StallWatch

beforeEach(() => {
  clock = new ManualClock()
  stalls = []
  watch = new StallWatch(clock, () => stalls.push(clock.now()))
})

async function run(ms: number, everyMs = 10): Promise<void> {
  for (let passed = 0; passed < ms; passed += everyMs) {
    watch.moved()
    await clock.advance(everyMs)
  }
}

test('a running device that stops is noticed within half a second, once', async () => {
  await run(1000)
  await clock.advance(400)
  expect(stalls).toEqual([])
  await clock.advance(60_000)
  expect(stalls).toEqual([1450])
})

test('so is one that stops right after it has begun', async () => {
  await run(150)
  await clock.advance(60_000)
  expect(stalls).toEqual([600])
})

test('a device that is still waking up gets three seconds', async () => {
  await clock.advance(2950)
  expect(stalls).toEqual([])
  await clock.advance(1000)
  expect(stalls).toEqual([3000])
})

test('the buffers of a speaker are filled at once, which is no movement of its device', async () => {
  await clock.advance(45)
  await run(20)
  await clock.advance(2950)
  expect(stalls).toEqual([])
  await clock.advance(1000)
  expect(stalls).toEqual([3100])
})

test('bursts and short hold-ups are forgiven, again and again', async () => {
  await run(1000, 100)
  for (let round = 0; round < 5; round++) {
    await run(300)
    await clock.advance(400)
  }
  expect(stalls).toEqual([])
})

test('turns count, not time: a program that was held up, or a computer that slept, is no dead device', async () => {
  let held = 0
  watch.stop()
  const wakeful = {
    now: () => clock.now() + held,
    wallTime: () => clock.wallTime() + held,
    schedule: (delayMs: number, callback: () => void) => clock.schedule(delayMs, callback),
  }
  watch = new StallWatch(wakeful, () => stalls.push(clock.now()))
  for (let round = 0; round < 20; round++) {
    await run(100)
    held += 60_000
    await clock.advance(60)
  }
  expect(stalls).toEqual([])
})

test('nothing is noticed once it was stopped', async () => {
  await run(1000)
  watch.stop()
  await clock.advance(60_000)
  expect(stalls).toEqual([])
})
