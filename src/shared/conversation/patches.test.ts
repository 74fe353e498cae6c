import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryEvents } from '../../../test/support/arbitrary-events'
import { ConversationView } from '../../../test/support/conversation-view'
import type { ServerEvent } from '../realtime/server-events'
import { Conversation } from './conversation'
import type { ItemId } from './item'
import type { Patch } from './patches'

/** Something that happens to a conversation. */
type Step =
  | { readonly do: 'apply'; readonly event: ServerEvent; readonly at: number | null }
  | { readonly do: 'markHeard'; readonly id: ItemId; readonly part: number; readonly heardMs: number }
  | { readonly do: 'addNotice'; readonly behind: ItemId | null }
  | { readonly do: 'remove'; readonly id: ItemId }

function take(conversation: Conversation, step: Step): readonly Patch[] {
  switch (step.do) {
    case 'apply':
      return conversation.apply(step.event, step.at)
    case 'markHeard':
      return conversation.markHeard(step.id, step.part, step.heardMs)
    case 'addNotice':
      return conversation.addNotice({ level: 'info', code: 'test.notice', text: 'Look' }, null, step.behind)
    case 'remove':
      return conversation.remove(step.id)
  }
}

const items = ['a', 'b', 'c', 'd', 'e']
const id = fc.constantFrom(...items, 'local_1', 'local_2', 'unknown')
const event = arbitraryEvents({ items, responses: ['r1', 'r2', 'r3'] }).all

const stepOf = <D extends Step['do'], F extends object>(name: D, fields: { [K in keyof F]: fc.Arbitrary<F[K]> }) =>
  fc.record<F>(fields).map((rest) => ({ do: name, ...rest }))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: stepOf('apply', { event, at: fc.option(fc.nat()) }) },
  { weight: 1, arbitrary: stepOf('markHeard', { id, part: fc.nat(2), heardMs: fc.nat(1000) }) },
  { weight: 1, arbitrary: stepOf('addNotice', { behind: fc.option(id) }) },
  { weight: 1, arbitrary: stepOf('remove', { id }) },
)

describe('patches', () => {
  it('give a view the same items, usage and limits as the conversation has, after every step', () => {
    fc.assert(
      fc.property(fc.array(step, { size: 'large', maxLength: 60 }), (steps) => {
        const conversation = new Conversation()
        const view = new ConversationView()
        for (const step of steps) {
          view.fold(take(conversation, step))
          expect(view.items).toEqual(conversation.snapshot())
          expect(view.usage).toEqual(conversation.usage)
          expect(view.rateLimits).toEqual(conversation.rateLimits)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('and snapshots are copies: what was told does not change later', () => {
    fc.assert(
      fc.property(fc.array(step, { size: 'large', maxLength: 40 }), (steps) => {
        const conversation = new Conversation()
        const told = steps.map((step) => {
          const patches = take(conversation, step)
          const snapshot = conversation.snapshot()
          return { patches, snapshot, then: structuredClone({ patches, snapshot }) }
        })
        for (const { patches, snapshot, then } of told) expect({ patches, snapshot }).toEqual(then)
      }),
    )
  })

  it('tell each item once in a snapshot', () => {
    fc.assert(
      fc.property(fc.array(step, { size: 'large', maxLength: 60 }), (steps) => {
        const conversation = new Conversation()
        for (const step of steps) take(conversation, step)
        const ids = conversation.snapshot().map((item) => item.id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })
})
