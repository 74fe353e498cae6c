import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ending, received, spoken, type Turn, turnEvents } from '../../../test/support/turn-events'
import type { ServerEvent } from '../realtime/server-events'
import type { Usage } from '../usage/usage'
import { Conversation } from './conversation'
import type { Item } from './item'

/**
 * Whatever order the events of a turn come in, and however often each of them comes, the conversation is the same. Four
 * things are not in the events and so can't be had in any order, and servers don't ask for them either:
 * - pieces of text that never come as a whole are put together as they arrive;
 * - a repeated piece without an identifier is another piece;
 * - an answer can be cut off when it is known and not before;
 * - pieces of an answer's sound are no longer counted when the answer after it has ended.
 */

interface Outcome {
  readonly items: readonly Item[]
  readonly usage: Usage
  readonly rateLimits: readonly unknown[]
}

const allOf = ({ user, answer }: Turn): readonly ServerEvent[] => received([...user, ...answer])

function outcomeOf(...streams: readonly (readonly ServerEvent[])[]): Outcome {
  const conversation = new Conversation()
  for (const event of streams.flat()) conversation.apply(event)
  // A response that ends before its first item counts as empty. No server sends events in such an order.
  const items = conversation.snapshot().filter((item) => item.kind !== 'notice' || item.code !== 'answer.empty')
  return { items, usage: conversation.usage, rateLimits: conversation.rateLimits }
}

const permuted = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length })

/** Every event one to three times, in any order at all. */
const permutedWithRepeats = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .array(fc.integer({ min: 1, max: 3 }), { minLength: values.length, maxLength: values.length })
    .chain((times) => permuted(values.flatMap((value, index) => Array<T>(times[index] ?? 1).fill(value))))

const withoutId = ({ event_id: _id, ...event }: ServerEvent): ServerEvent => event

const before = allOf(turnEvents('before', null))
const turn = turnEvents('turn', turnEvents('before', null).last)

describe('a turn whose events come in order', () => {
  it('is complete', () => {
    const { items, usage } = outcomeOf(before, allOf(turn))
    expect(items.map((item) => item.id)).toEqual([
      'before_user',
      'before_answer',
      'before_call',
      'turn_user',
      'turn_answer',
      'turn_call',
    ])
    expect(items.slice(3)).toEqual([
      {
        kind: 'message',
        id: 'turn_user',
        role: 'user',
        at: null,
        status: 'completed',
        responseId: null,
        parts: [{ kind: 'audio', text: spoken.user, audioMs: 1600, heardMs: null, transcript: 'done' }],
      },
      {
        kind: 'message',
        id: 'turn_answer',
        role: 'assistant',
        at: null,
        status: 'completed',
        responseId: 'turn_response',
        parts: [
          { kind: 'text', text: spoken.text, audioMs: 0, heardMs: null, transcript: 'none' },
          { kind: 'audio', text: spoken.audio, audioMs: 300, heardMs: null, transcript: 'none' },
        ],
      },
      {
        kind: 'function_call',
        id: 'turn_call',
        at: null,
        status: 'completed',
        name: 'get_weather',
        callId: 'call_1',
        arguments: '{"city":"Oslo"}',
      },
    ])
    expect(usage).toMatchObject({ total: 300, input: 200, output: 100 })
  })
})

describe('any permutation of the events of a turn, with repeats,', () => {
  const unchanged = (events: readonly ServerEvent[], orders: fc.Arbitrary<ServerEvent[]>, numRuns = 200): void => {
    const expected = outcomeOf(before, events)
    fc.assert(
      fc.property(orders, (order) => {
        expect(outcomeOf(before, order)).toEqual(expected)
      }),
      { numRuns },
    )
  }

  it.each<Ending>(['completed', 'cancelled'])('gives the same conversation when it is %s', (ending) => {
    const events = allOf(turnEvents('turn', turnEvents('before', null).last, ending))
    unchanged(events, permutedWithRepeats(events), 400)
  })

  it('gives the same conversation from a server that names items only when they are created, as the beta', () => {
    const events = allOf(turn).flatMap((event): readonly ServerEvent[] => {
      if (event.type === 'conversation.item.done') return []
      return [event.type === 'conversation.item.added' ? { ...event, type: 'conversation.item.created' } : event]
    })
    unchanged(events, permutedWithRepeats(events))
  })

  it('gives the same conversation from a server that ends responses in few words', () => {
    const events = allOf(turn).map((event): ServerEvent =>
      event.type === 'response.done' ? { ...event, response: { id: event.response.id, status: 'completed' } } : event,
    )
    unchanged(events, permutedWithRepeats(events))
  })

  it('gives the same conversation without repeats when the server does not tell its events apart', () => {
    const events = allOf(turn).map(withoutId)
    unchanged(events, permuted(events))
  })

  it('gives the same conversation with repeats of all but the pieces when it does not', () => {
    const events = allOf(turn).map(withoutId)
    const pieces = events.filter((event) => event.type.endsWith('.delta'))
    const others = events.filter((event) => !event.type.endsWith('.delta'))
    const order = permutedWithRepeats(others).chain((repeated) => permuted([...pieces, ...repeated]))
    unchanged(events, order)
  })

  it('gives the same conversation when the answer is cut off once it is known', () => {
    const events = allOf(turnEvents('turn', turnEvents('before', null).last, 'cancelled'))
    const [cut = events[0]!] = received([
      {
        type: 'conversation.item.truncated',
        event_id: 'cut',
        item_id: 'turn_answer',
        content_index: 1,
        audio_end_ms: 140,
      },
    ])
    const known = events.filter(
      (event) => 'content_index' in event && event.content_index === 1 && 'response_id' in event,
    )
    const order = fc
      .constantFrom(...known)
      .chain((first) => permutedWithRepeats([...events, cut, cut]).map((rest) => [first, ...rest]))
    unchanged([...events, cut], order)
    expect(outcomeOf(before, events, [cut]).items[4]).toMatchObject({
      status: 'incomplete',
      parts: [{ text: spoken.text }, { text: spoken.audio, audioMs: 300, heardMs: 140 }],
    })
  })

  it('gives the same conversation when two turns run into one another', () => {
    const first = allOf(turnEvents('first', null))
    const second = allOf(turnEvents('second', 'first_call'))
    const expected = outcomeOf(first, second)
    fc.assert(
      fc.property(permutedWithRepeats([...first, ...second]), (order) => {
        expect(outcomeOf(soundInTime(order))).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  /** Puts sound that would come when a response has ended before that end. */
  function soundInTime(order: readonly ServerEvent[]): readonly ServerEvent[] {
    const end = order.findIndex((event) => event.type === 'response.done')
    const isSound = (event: ServerEvent): boolean => event.type === 'response.output_audio.delta'
    const late = order.slice(end)
    return [...order.slice(0, end), ...late.filter(isSound), ...late.filter((event) => !isSound(event))]
  }
})

describe('a chain of items', () => {
  it('has the order of the chain, whichever event names an item first and whenever', () => {
    const chain = fc.integer({ min: 1, max: 8 }).chain((length) =>
      permuted(
        Array.from({ length }, (_, index): readonly ServerEvent[] => {
          const item = { id: `item_${index}`, type: 'message', role: 'assistant' }
          const previous_item_id = index === 0 ? null : `item_${index - 1}`
          return [
            { type: 'conversation.item.added', item, previous_item_id },
            { type: 'conversation.item.done', item, previous_item_id },
            { type: 'response.output_text.delta', item_id: item.id, output_index: 0, content_index: 0, delta: 'Hi' },
            { type: 'response.output_item.added', output_index: 0, item },
          ]
        }).flat(),
      ),
    )
    fc.assert(
      fc.property(chain, (order) => {
        const ids = outcomeOf(order).items.map((item) => item.id)
        expect(ids).toEqual(ids.map((_, index) => `item_${index}`))
      }),
    )
  })
})
