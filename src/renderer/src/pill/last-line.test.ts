import { describe, expect, it } from 'vitest'
import type { ContentPart, Item, MessageItem } from '../../../shared/conversation/item'
import { lastLine } from './last-line'

const part = (text: string, change: Partial<ContentPart> = {}): ContentPart => ({
  kind: 'audio',
  text,
  audioMs: 0,
  heardMs: null,
  transcript: 'done',
  ...change,
})
const message = (role: MessageItem['role'], ...parts: readonly ContentPart[]): Item => ({
  kind: 'message',
  id: '',
  at: null,
  status: 'completed',
  role,
  parts,
  responseId: null,
})
const notice = (level: 'info' | 'warning', text: string): Item => ({
  kind: 'notice',
  id: '',
  at: null,
  status: 'completed',
  level,
  code: 'a.b',
  text,
})
const of = (...items: readonly Item[]) =>
  lastLine(
    items.map((_item, at) => String(at)),
    new Map(items.map((item, at) => [String(at), item])),
  )

describe('lastLine', () => {
  it('is nothing in an empty conversation', () => {
    expect(of()).toBeNull()
  })

  it('is what was said last', () => {
    expect(of(message('user', part('Hello')), message('assistant', part('Good\nday')))).toEqual({
      who: 'assistant',
      text: 'Good day',
    })
  })

  it('passes over what says nothing: instructions, answers that only begin, mere information', () => {
    const items = [message('user', part('Hello')), message('assistant', part('')), message('system', part('Be kind.'))]
    expect(of(...items, notice('info', 'A new session.'))).toEqual({ who: 'user', text: 'Hello' })
  })

  it('is a turn that is not written down yet', () => {
    const spoken = (transcript: ContentPart['transcript']) => of(message('user', part('', { transcript })))
    expect(spoken('pending')).toEqual({ who: 'user', text: null, pending: true })
    expect(spoken('failed')).toEqual({ who: 'user', text: null, pending: false })
  })

  it('is what went wrong since', () => {
    expect(of(message('user', part('Hello')), notice('warning', 'The microphone is gone.'))).toEqual({
      who: 'notice',
      code: 'a.b',
      text: 'The microphone is gone.',
    })
  })

  it('leaves out what was not heard', () => {
    const cut = part('one two three four', { audioMs: 4000, heardMs: 1900 })
    expect(of(message('assistant', cut))).toEqual({ who: 'assistant', text: 'one two' })
  })

  it('is plain text', () => {
    expect(of(message('assistant', part('## Two *words*\n\n- `code`')))).toEqual({
      who: 'assistant',
      text: 'Two words - code',
    })
  })

  it('keeps the end of a long one, from a whole word on', () => {
    const line = of(message('assistant', part(`${'word '.repeat(200)}end`)))
    expect(line?.text).toMatch(/^…word (word )+end$/)
    expect(line?.text?.length).toBeLessThanOrEqual(241)
  })
})
