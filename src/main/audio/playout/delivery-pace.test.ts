import { expect, test } from 'vitest'
import { DeliveryPace } from './delivery-pace'

const ms = (count: number): number => count * 24
const late = (sinceFirstMs: number, sinceBestMs = sinceFirstMs) => ({ sinceFirstMs, sinceBestMs })

test('the first samples tell nothing; what follows is late by what the ones before fell short of', () => {
  const pace = new DeliveryPace()
  expect(pace.arrived(ms(20), 1000)).toBeUndefined()
  expect(pace.arrived(ms(20), 1020)).toEqual(late(0))
  expect(pace.arrived(ms(20), 1190)).toEqual(late(150))
  expect(pace.arrived(ms(150), 1190)).toEqual(late(130))
  expect(pace.arrived(ms(20), 1200)).toEqual(late(-10))
})

test('where the first was late itself, the best that came since shows how late others are', () => {
  const pace = new DeliveryPace()
  pace.arrived(ms(20), 80)
  pace.arrived(ms(20), 80)
  expect(pace.arrived(ms(20), 80)).toEqual(late(-40, -20))
  expect(pace.arrived(ms(20), 160)).toEqual(late(20, 60))
})

test('faster than it plays is early, ever more', () => {
  const pace = new DeliveryPace()
  const lateness = [0, 20, 40, 60].map((at) => pace.arrived(ms(100), at))
  expect(lateness).toEqual([undefined, late(-80), late(-160, -80), late(-240, -80)])
})

test('after so long a wait that no buffer could cover it, lateness is measured from there', () => {
  const pace = new DeliveryPace()
  pace.arrived(ms(100), 0)
  expect(pace.arrived(ms(100), 700)).toEqual(late(400))
  expect(pace.arrived(ms(100), 810)).toEqual(late(10))
})

test('a pause tells nothing', () => {
  const pace = new DeliveryPace()
  pace.arrived(ms(100), 0)
  expect(pace.arrived(ms(100), 5000)).toBeUndefined()
  expect(pace.arrived(ms(100), 5103)).toEqual(late(3))
})
