import { describe, expect, it } from 'vitest'
import { EventIds, type SeenEvents } from './event-ids'

const ids = () => {
  const eventIds = new EventIds()
  const seen: SeenEvents = new Map()
  return { eventIds, isNew: (id: string | undefined, content: string) => eventIds.isNew(seen, id, content) }
}

describe('a repeated event', () => {
  it('has the same identifier and the same content', () => {
    const { isNew } = ids()
    expect([isNew('a', 'one'), isNew('a', 'one'), isNew('b', 'one')]).toEqual([true, false, true])
  })

  it('is told apart by long content that differs in one place', () => {
    const sound = 'AB'.repeat(10_000)
    const { isNew } = ids()
    expect([isNew('a', sound), isNew('a', sound)]).toEqual([true, false])
    expect(isNew('a', `${sound}AAAA`)).toBe(true)
  })

  it('is not recognised without an identifier', () => {
    const { isNew } = ids()
    expect([isNew(undefined, 'x'), isNew(undefined, 'x'), isNew('', 'x'), isNew('', 'x')]).not.toContain(false)
  })
})

describe('an identifier that names several events', () => {
  it('is ignored once it came with other content', () => {
    const { isNew } = ids()
    expect([isNew('event_TODO', 'ha'), isNew('event_TODO', ' the'), isNew('event_TODO', ' the')]).not.toContain(false)
  })

  it('is ignored once it came with events of two types', () => {
    const { eventIds, isNew } = ids()
    eventIds.note('event_TODO', 'session.created')
    eventIds.note('event_TODO', 'response.created')
    expect([isNew('event_TODO', 'ha'), isNew('event_TODO', 'ha')]).toEqual([true, true])
  })
})
