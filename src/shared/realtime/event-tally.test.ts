import { describe, expect, it } from 'vitest'
import { EventTally } from './event-tally'

const known = { kind: 'event', event: null } as const
const unknown = { kind: 'unknown', type: 'ping', raw: { type: 'ping' } } as const
const malformed = (reason: string) => ({ kind: 'malformed', reason, raw: null }) as const

describe('EventTally', () => {
  it('counts events by their name on the wire, in the order in which they first came', () => {
    const tally = new EventTally()
    for (const type of ['session.created', 'response.text.delta', 'response.text.delta']) tally.count(known, type)
    expect(tally.types).toEqual([
      { type: 'session.created', count: 1, known: true },
      { type: 'response.text.delta', count: 2, known: true },
    ])
    expect(tally.eventCount).toBe(3)
    expect(tally.unknownCount).toBe(0)
  })

  it('tells which types are unknown', () => {
    const tally = new EventTally()
    tally.count(known, 'session.created')
    tally.count(unknown, 'ping')
    tally.count(unknown, 'ping')
    expect(tally.unknownTypes).toEqual([{ type: 'ping', count: 2, known: false }])
    expect(tally.unknownCount).toBe(2)
    expect(tally.eventCount).toBe(3)
  })

  it('tells why entries are malformed and counts them apart from events', () => {
    const tally = new EventTally()
    tally.count(malformed('not JSON'), null)
    tally.count(malformed('delta: expected string'), 'response.text.delta')
    expect(tally.malformedCount).toBe(2)
    expect(tally.firstMalformed).toEqual([
      { type: null, reason: 'not JSON' },
      { type: 'response.text.delta', reason: 'delta: expected string' },
    ])
    expect(tally.types).toEqual([])
    expect(tally.eventCount).toBe(0)
  })

  it('keeps its memory bounded, whatever comes, and its counts right', () => {
    const tally = new EventTally()
    for (let index = 0; index < 1000; index++) {
      tally.count(unknown, `made_up_${index}`)
      tally.count(malformed('x'.repeat(5000)), 'y'.repeat(5000))
    }
    expect(tally.types.length).toBe(301)
    expect(tally.types.at(-1)).toEqual({ type: '(other types)', count: 700, known: false })
    expect(tally.unknownCount).toBe(1000)
    expect(tally.malformedCount).toBe(1000)
    expect(tally.firstMalformed.length).toBe(10)
    expect(JSON.stringify(tally.firstMalformed).length).toBeLessThan(5000)
  })
})
