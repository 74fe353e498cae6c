import { describe, expect, it } from 'vitest'
import type { Item, MessageItem } from './item'
import { titleOf } from './transcript'

const message = (role: MessageItem['role'], ...texts: readonly string[]): Item => ({
  kind: 'message',
  id: `item_${texts.join()}`,
  at: null,
  status: 'completed',
  role,
  responseId: null,
  parts: texts.map((text) => ({ kind: 'text', text, audioMs: 0, heardMs: null, transcript: 'none' })),
})

const spoken = (id: string): Item => ({
  ...(message('user', id) as MessageItem),
  parts: [{ kind: 'audio', text: '', audioMs: 900, heardMs: null, transcript: 'failed' }],
})

describe('titleOf', () => {
  it("takes the user's first words, even when the assistant spoke first", () => {
    expect(titleOf([message('assistant', 'Hi!'), message('user', 'What is\n the  time?')])).toBe('What is the time?')
  })

  it('looks past turns without words', () => {
    expect(titleOf([spoken('a'), message('user', ' \n'), message('user', '', 'Second part')])).toBe('Second part')
  })

  it("takes the assistant's words when the user's are unknown, and never the instructions", () => {
    expect(titleOf([message('system', 'Be kind.'), spoken('a'), message('assistant', 'Hello.')])).toBe('Hello.')
  })

  it('names a conversation without words', () => {
    expect(titleOf([])).toBe('Conversation')
    expect(titleOf([spoken('a')])).toBe('Conversation')
  })

  it('cuts a long text between words', () => {
    const title = titleOf([message('user', 'word '.repeat(100))])
    expect(title).toBe(`${'word '.repeat(12).trim()}…`)
  })

  it('cuts text without spaces, but no character', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(titleOf([message('user', family.repeat(80))])).toBe(`${family.repeat(59)}…`)
    expect(titleOf([message('user', family.repeat(60))])).toBe(family.repeat(60))
  })
})
