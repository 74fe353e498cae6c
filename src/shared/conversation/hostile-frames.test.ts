import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryEvents } from '../../../test/support/arbitrary-events'
import { hostileFrame, nestedFrames } from '../../../test/support/hostile-frames'
import { spoken, turnEvents } from '../../../test/support/turn-events'
import { type DialectName } from '../realtime/dialect'
import { dialects } from '../realtime/dialects'
import { parseFrame, parseServerEvent } from '../realtime/parse'
import type { ServerEvent } from '../realtime/server-events'
import { Conversation } from './conversation'
import { type Item, messageText } from './item'

const recording = readFileSync(new URL('../../../test/fixtures/recorded-session.txt', import.meta.url), 'utf8')
  .split(/^---$/m)
  .filter((document) => document.trim() !== '')

const framesOf = (name: string, previous: string | null): readonly string[] => {
  const { user, answer } = turnEvents(name, previous)
  return [...user, ...answer].map((event) => JSON.stringify(event))
}

const first = framesOf('first', null)
const second = framesOf('second', 'first_call')
const ids = ['first', 'second'].flatMap((turn) =>
  ['user', 'answer', 'call', 'response'].map((item) => `${turn}_${item}`),
)
const strangers = ['item_AHpn0cjVbKiaBpjgfZYXv', 'local_1', 'root', 'unknown', '']

/** Goes the whole way of a frame from a socket. */
function receive(conversation: Conversation, frame: string, dialect: DialectName): ServerEvent | null {
  const parsed = parseFrame(frame)
  if (parsed.kind !== 'event') return null
  const understood = parseServerEvent(dialects[dialect].serverEventToGa(parsed.event))
  if (understood.kind !== 'event') return null
  conversation.apply(understood.event)
  return understood.event
}

const wordsOf = (item: Item): string =>
  item.kind === 'message' ? messageText(item) : item.kind === 'function_call' ? item.arguments : ''

/** The words of the turns that can be read, by their items. */
const shown = (conversation: Conversation): ReadonlyMap<string, string> =>
  new Map(conversation.snapshot().map((item) => [item.id, wordsOf(item)]))

const turnWords = (name: string): readonly (readonly [string, string])[] => [
  [`${name}_user`, spoken.user],
  [`${name}_answer`, `${spoken.text}\n${spoken.audio}`],
  [`${name}_call`, '{"city":"Oslo"}'],
]

const hostile = hostileFrame([...recording, ...first, ...second], [...ids, ...strangers])
const dialect = fc.constantFrom<DialectName>('ga', 'beta')

describe('10,000 random and mutated frames', () => {
  it('throw nothing and lose no turn that is shown', () => {
    let count = 0
    const streams = fc.array(fc.tuple(hostile, dialect), { minLength: 60, maxLength: 80 })
    fc.assert(
      fc.property(streams, (frames) => {
        const conversation = new Conversation()
        for (const frame of recording) receive(conversation, frame, 'beta')
        for (const frame of first) receive(conversation, frame, 'ga')
        const words = [
          ...turnWords('first'),
          ['item_AHpn0cjVbKiaBpjgfZYXv', 'Sure, how can I assist you today?'] as const,
        ]
        for (const [frame, language] of frames) {
          receive(conversation, frame, language)
          count++
          const now = shown(conversation)
          for (const [id, text] of words) expect(now.get(id)).toContain(text)
        }
      }),
      { numRuns: 170 },
    )
    expect(count).toBeGreaterThan(10_000)
  })
})

describe('hostile frames', () => {
  it.each(['ga', 'beta'] as const)('may nest without end, in %s', (dialect) => {
    const conversation = new Conversation()
    for (const frame of [...first, ...nestedFrames]) receive(conversation, frame, dialect)
    for (const [id, text] of turnWords('first')) expect(shown(conversation).get(id)).toBe(text)
  })

  it('leave alone what has been said in full, even while the rest of the turn is still to come', () => {
    const streams = fc.array(fc.array(fc.tuple(hostile, dialect), { maxLength: 3 }), {
      minLength: second.length,
      maxLength: second.length,
    })
    fc.assert(
      fc.property(streams, (between) => {
        const conversation = new Conversation()
        for (const frame of first) receive(conversation, frame, 'ga')
        const said = turnWords('first').flatMap(partsOf)
        for (const [index, frame] of second.entries()) {
          for (const [odd, oddDialect] of between[index] ?? []) receive(conversation, odd, oddDialect)
          receive(conversation, frame, 'ga')
          const now = shown(conversation)
          for (const [id, words] of said) expect(now.get(id)).toContain(words)
          for (const part of turnWords('second').flatMap(partsOf))
            if (saysInFull(frame, part[1]) && now.get(part[0])?.includes(part[1])) said.push(part)
        }
      }),
    )
  })

  it('may be well-formed and contradict all that was said', () => {
    const names = ['first_user', 'first_answer', 'first_call', 'unknown']
    const events = arbitraryEvents({ items: names, responses: ['first_response', 'other'] }).withoutDeletions
    fc.assert(
      fc.property(fc.array(events, { size: 'large', maxLength: 60 }), (contradicting) => {
        const conversation = new Conversation()
        for (const frame of first) receive(conversation, frame, 'ga')
        for (const event of contradicting) conversation.apply(event)
        const now = shown(conversation)
        for (const [id, text] of turnWords('first')) expect(now.get(id)).toContain(text)
      }),
    )
  })

  it('delete nothing, and a true deletion deletes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, dialect), { maxLength: 40 }), (frames) => {
        const conversation = new Conversation()
        for (const frame of first) receive(conversation, frame, 'ga')
        receive(conversation, '{"type":"conversation.item.deleted","item_id":"first_user"}', 'ga')
        for (const [frame, language] of frames) receive(conversation, frame, language)
        const now = shown(conversation)
        expect(now.has('first_user')).toBe(false)
        expect(now.has('first_answer') && now.has('first_call')).toBe(true)
      }),
    )
  })
})

/** The words of a turn, part by part: a frame with a wild index may put another part between them. */
const partsOf = ([id, text]: readonly [string, string]): readonly (readonly [string, string])[] =>
  text.split('\n').map((words) => [id, words] as const)

/** Whether a frame says certain words in full: what was only said piece by piece may still be replaced. */
const saysInFull = (frame: string, words: string): boolean =>
  /"type":"(?:[\w.]+\.done|[\w.]+\.completed)"/.test(frame) && frame.includes(JSON.stringify(words).slice(1, -1))
