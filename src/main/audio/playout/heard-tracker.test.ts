import { expect, test } from 'vitest'
import { HeardTracker } from './heard-tracker'
import type { QueuedPart } from './queued-part'

const part = (): QueuedPart => ({
  itemId: 'a',
  contentIndex: 0,
  receivedSamples: 0,
  handedOverSamples: 0,
  heardSamples: 0,
  complete: false,
})

test('what the device still holds was not heard; silence in between belongs to nobody', () => {
  const tracker = new HeardTracker()
  const [first, second] = [part(), part()]
  tracker.handedOver(first, 100)
  tracker.handedOver(undefined, 50)
  tracker.handedOver(second, 100)
  tracker.advance(170)
  expect([first.heardSamples, second.heardSamples]).toEqual([80, 0])
  tracker.advance(120)
  expect([first.heardSamples, second.heardSamples]).toEqual([100, 0])
  tracker.advance(60)
  expect([first.heardSamples, second.heardSamples]).toEqual([100, 40])
})

test('a device that takes back what it said does not make heard things unheard', () => {
  const tracker = new HeardTracker()
  const only = part()
  tracker.handedOver(only, 100)
  tracker.advance(20)
  tracker.advance(90)
  expect(only.heardSamples).toBe(80)
  tracker.advance(-5)
  expect(only.heardSamples).toBe(100)
})
