import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryEvents } from '../../../../test/support/arbitrary-events'
import { Conversation } from '../../../shared/conversation/conversation'
import type { Item, MessageItem } from '../../../shared/conversation/item'
import { noUsage } from '../../../shared/usage/usage'
import { type ConversationView, foldPatches, PatchMisfit } from './fold-patches'

const emptyView = (): ConversationView => ({ order: [], items: new Map(), usage: noUsage, rateLimits: [] })

const shown = (view: ConversationView): (Item | undefined)[] => view.order.map((id) => view.items.get(id))

const message = (id: string, text = ''): MessageItem => ({
  kind: 'message',
  id,
  at: null,
  status: 'in_progress',
  role: 'assistant',
  responseId: null,
  parts: [{ kind: 'audio', text, audioMs: 0, heardMs: null, transcript: 'none' }],
})

describe('foldPatches', () => {
  it('shows what the conversation has, after every event', () => {
    const events = arbitraryEvents({ items: ['a', 'b', 'c', 'd'], responses: ['r1', 'r2'] }).all
    const step = fc.oneof(
      { weight: 20, arbitrary: events.map((event) => (conversation: Conversation) => conversation.apply(event, 1)) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom('a', 'b', 'unknown')
          .map((id) => (conversation: Conversation) => conversation.remove(id)),
      },
    )
    fc.assert(
      fc.property(fc.array(step, { size: 'large', maxLength: 60 }), (steps) => {
        const conversation = new Conversation()
        const view = emptyView()
        for (const take of steps) {
          // Over a wire nothing is shared with the sender.
          foldPatches(view, structuredClone(take(conversation)))
          expect(shown(view)).toEqual(conversation.snapshot())
          expect(view.items.size).toBe(view.order.length)
          expect(view.usage).toEqual(conversation.usage)
          expect(view.rateLimits).toEqual(conversation.rateLimits)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('replaces an item that grows and leaves the others as they are', () => {
    const view = emptyView()
    foldPatches(view, [
      { op: 'insert', item: message('a', 'One'), after: null },
      { op: 'insert', item: message('b'), after: 'a' },
    ])
    const [first, second] = shown(view)
    foldPatches(view, [{ op: 'append_text', id: 'b', part: 0, text: 'Two' }])
    expect(view.items.get('a')).toBe(first)
    expect(view.items.get('b')).not.toBe(second)
    expect(second).toEqual(message('b'))
    expect(view.items.get('b')).toEqual(message('b', 'Two'))
  })

  it('finds the item of streamed text without going through the order', () => {
    const view = emptyView()
    foldPatches(view, [{ op: 'insert', item: message('a'), after: null }])
    const untouchable = new Proxy(view.order, {
      get: () => {
        throw new Error('The order was looked at')
      },
    })
    foldPatches({ ...view, order: untouchable }, [{ op: 'append_text', id: 'a', part: 0, text: 'Hello' }])
    expect(view.items.get('a')).toEqual(message('a', 'Hello'))
  })

  it.each([
    { op: 'update', item: message('gone') } as const,
    { op: 'append_text', id: 'gone', part: 0, text: 'x' } as const,
    { op: 'append_text', id: 'a', part: 3, text: 'x' } as const,
    { op: 'append_arguments', id: 'a', text: 'x' } as const,
    { op: 'insert', item: message('a'), after: null } as const,
    { op: 'insert', item: message('b'), after: 'gone' } as const,
    { op: 'move', id: 'gone', after: null } as const,
    { op: 'remove', id: 'gone' } as const,
  ])('refuses a patch that does not fit: $op', (patch) => {
    const view = emptyView()
    foldPatches(view, [{ op: 'insert', item: message('a'), after: null }])
    expect(() => foldPatches(view, [patch])).toThrow(PatchMisfit)
    expect(shown(view)).toEqual([message('a')])
  })
})
