import { describe, expect, it } from 'vitest'
import { aMessage, aPart, spoken, written } from '../../../test/support/transcripts'
import { contextOf } from './context'
import type { NoticeItem } from './item'

const notice: NoticeItem = {
  kind: 'notice',
  id: 'note',
  at: null,
  status: 'completed',
  level: 'info',
  code: 'x',
  text: 'Beside the point',
}

describe('the context of a new session', () => {
  it('is what was said, first to last', () => {
    const items = [written('Hello'), notice, spoken('assistant', 1, 'Good day', 900)]
    expect(contextOf(items)).toEqual({
      messages: [
        { id: 'item_1', role: 'user', text: 'Hello' },
        { id: 'item_1', role: 'assistant', text: 'Good day' },
      ],
      complete: true,
    })
  })

  it('leaves out what nobody heard, and speech without words', () => {
    const items = [spoken('user', 1, '', 1800), spoken('assistant', 2, 'one two three four', 1000, 500)]
    expect(contextOf(items).messages.map(({ text }) => text)).toEqual(['one two'])
  })

  it('leaves out the oldest where there is too much, and says so', () => {
    const { messages, complete } = contextOf([written('a'.repeat(60)), written('b'.repeat(60))], 100)
    expect([messages.map(({ text }) => text[0]), complete]).toEqual([['b'], false])
  })

  it('has identifiers that servers take', () => {
    const long = aMessage({ id: 'x'.repeat(33), parts: [aPart()] })
    const ids = contextOf([long, long]).messages.map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(32)
  })
})
