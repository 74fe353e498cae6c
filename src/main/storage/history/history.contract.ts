import { afterEach, beforeEach, expect, it } from 'vitest'
import { aMessage, aPart, aTranscript, written } from '../../../../test/support/transcripts'
import type { Item, MessageItem } from '../../../shared/conversation/item'
import type { Patch } from '../../../shared/conversation/patches'
import type { ResponseRecord } from '../../../shared/conversation/transcript'
import type { HistoryNews, HistoryPort } from '../../../shared/history/port'
import type { SearchRequest } from '../../../shared/history/search'
import { noUsage } from '../../../shared/usage/usage'

/** A history under test, and how time passes for it: by a manual clock, or by waiting. */
export interface HistoryUnderTest {
  readonly history: HistoryPort
  pass(ms: number): Promise<void>
  end(): Promise<void>
}

const START = Date.UTC(2026, 0, 1)

const insert = (item: Item, after: string | null = null): Patch => ({ op: 'insert', item, after })
const user = (id: string, text: string, changes: Partial<MessageItem> = {}): MessageItem => ({
  ...written(text, 'user'),
  id,
  at: START,
  ...changes,
})

const anything: SearchRequest = {
  query: '',
  speaker: 'anyone',
  from: null,
  until: null,
  order: 'newest',
  limit: 50,
}

const response: ResponseRecord = {
  id: 'resp_1',
  at: START + 1,
  usage: { ...noUsage, total: 5, input: 2, output: 3 },
  dollars: 0.25,
}

/** What every {@link HistoryPort} has to do. `create` is called before each test. */
export function describeHistory(create: () => Promise<HistoryUnderTest>): void {
  let subject: HistoryUnderTest
  let history: HistoryPort
  let news: HistoryNews[]

  beforeEach(async () => {
    subject = await create()
    history = subject.history
    news = []
    history.subscribe((told) => news.push(told))
  })
  afterEach(async () => {
    await subject.end()
    expect(news.filter(({ kind }) => kind !== 'changed')).toEqual([])
  })

  /** Keeps a conversation of one message, and lets a moment pass. */
  const begin = async (id: string, text = `This is ${id}`): Promise<void> => {
    history.keep({ id, startedAt: START }).record([insert(user(`item_${id}`, text))])
    await history.ids()
    await subject.pass(5)
  }
  const listed = async (): Promise<readonly string[]> =>
    (await history.list(null, 100)).conversations.map(({ id }) => id)
  const itemsOf = async (id: string): Promise<readonly Item[]> => (await history.read(id)).transcript.items
  const notFound = { error: { code: 'conversation.not_found' } }

  it('keeps nothing of a conversation in which nothing was said', async () => {
    const keeper = history.keep({ id: 'a', startedAt: START })
    keeper.runsOn({ model: 'm', endpoint: 'e' })
    keeper.record([{ op: 'rate_limits', limits: [] }])
    expect(await history.list(null, 10)).toEqual({ conversations: [], next: null })
    expect(await history.ids()).toEqual([])
    await expect(history.read('a')).rejects.toMatchObject(notFound)
  })

  it('gives back what was said, where, and what it cost', async () => {
    const keeper = history.keep({ id: 'a', startedAt: START })
    keeper.runsOn({ model: 'gpt', endpoint: 'OpenAI' })
    const question = user('item_1', 'What is the time?')
    const answer = aMessage({ id: 'item_2', at: START + 1, responseId: 'resp_1' })
    const { usage } = response
    keeper.record([insert(question), insert(answer, 'item_1'), { op: 'usage', usage, response }])
    keeper.respond(response)
    const { summary, transcript } = await history.read('a')
    expect(transcript).toEqual({
      id: 'a',
      title: 'What is the time?',
      startedAt: START,
      model: 'gpt',
      endpoint: 'OpenAI',
      items: [question, answer],
      usage,
      responses: [response],
    })
    expect(summary).toMatchObject({ id: 'a', title: 'What is the time?', startedAt: START, pinned: false })
    expect((await history.list(null, 10)).conversations).toEqual([summary])
  })

  it('gives back what grows piece by piece, what moves and what is removed', async () => {
    const keeper = history.keep({ id: 'a', startedAt: START })
    const spoken = aMessage({ id: 'item_1', status: 'in_progress', parts: [aPart({ text: 'One' })] })
    const call: Item = {
      kind: 'function_call',
      id: 'item_2',
      at: null,
      status: 'in_progress',
      name: 'look',
      callId: 'call_1',
      arguments: '{',
    }
    keeper.record([insert(spoken), insert(call, 'item_1'), insert(user('item_3', 'Gone'), 'item_2')])
    keeper.record([{ op: 'append_text', id: 'item_1', part: 0, text: ' two' }])
    await history.ids()
    keeper.record([{ op: 'append_arguments', id: 'item_2', text: '}' }])
    keeper.record([{ op: 'append_text', id: 'item_1', part: 0, text: ' three' }])
    keeper.record([{ op: 'move', id: 'item_1', after: 'item_3' }])
    keeper.record([{ op: 'update', item: { ...call, arguments: '{}', status: 'completed' } }])
    keeper.record([{ op: 'remove', id: 'item_3' }])
    expect(await itemsOf('a')).toEqual([
      { ...call, arguments: '{}', status: 'completed' },
      { ...spoken, parts: [aPart({ text: 'One two three' })] },
    ])
  })

  it('gives back values and text that no file format likes', async () => {
    const keeper = history.keep({ id: 'a', startedAt: START })
    const odd = aMessage({
      id: 'odd\uD800\0',
      at: START,
      parts: [aPart({ text: 'half \uDC00 of \0 a \u2028 sign', audioMs: NaN, heardMs: -0 })],
    })
    const notice: Item = {
      kind: 'notice',
      id: 'odd\uD801\0',
      at: null,
      status: 'completed',
      level: 'info',
      code: 'x',
      text: '',
      values: { wait: Infinity, less: -Infinity, said: '"$number"' },
    }
    keeper.record([insert(odd), insert(notice, odd.id)])
    expect(await itemsOf('a')).toEqual([odd, notice])
    keeper.record([{ op: 'remove', id: notice.id }])
    expect(await itemsOf('a')).toEqual([odd])
  })

  it('forgets a conversation of which everything was removed, until something is said in it again', async () => {
    const keeper = history.keep({ id: 'a', startedAt: START })
    keeper.record([insert(user('item_1', 'Hello'))])
    keeper.respond(response)
    await history.ids()
    keeper.record([{ op: 'remove', id: 'item_1' }])
    expect(await listed()).toEqual([])
    keeper.record([insert(user('item_2', 'Hello again'))])
    const { transcript } = await history.read('a')
    expect(transcript).toMatchObject({ title: 'Hello again', items: [{ id: 'item_2' }], responses: [response] })
  })

  it('lists pinned conversations first, then those in which something was said last', async () => {
    for (const id of ['a', 'b', 'c']) await begin(id)
    expect(await listed()).toEqual(['c', 'b', 'a'])
    history.keep({ id: 'a', startedAt: START }).record([insert(user('later', 'One more'), 'item_a')])
    expect(await listed()).toEqual(['a', 'c', 'b'])
    await history.pin(['b'], true)
    expect(await listed()).toEqual(['b', 'a', 'c'])
    await history.pin(['b', 'a'], false)
    expect(await listed()).toEqual(['a', 'c', 'b'])
  })

  it('lists page by page, whatever comes to the top meanwhile', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) await begin(id)
    const first = await history.list(null, 2)
    expect(first.conversations.map(({ id }) => id)).toEqual(['e', 'd'])
    await begin('f')
    const second = await history.list(first.next, 2)
    expect(second.conversations.map(({ id }) => id)).toEqual(['c', 'b'])
    const third = await history.list(second.next, 2)
    expect(third).toMatchObject({ conversations: [{ id: 'a' }], next: null })
  })

  it('names a conversation by its first words, until the user gives it a title, and again when that is taken away', async () => {
    const keeper = history.keep({ id: 'a', startedAt: START })
    const title = async (): Promise<string> => (await history.read('a')).summary.title
    keeper.record([insert(aMessage({ id: 'hello', parts: [aPart({ text: 'Good morning' })] }))])
    expect(await title()).toBe('Good morning')
    keeper.record([insert(user('item_1', 'I want'), 'hello')])
    expect(await title()).toBe('I want')
    keeper.record([{ op: 'append_text', id: 'item_1', part: 0, text: ' tea' }])
    expect(await title()).toBe('I want tea')
    await history.rename('a', 'Breakfast')
    keeper.record([{ op: 'append_text', id: 'item_1', part: 0, text: ' now' }])
    expect(await title()).toBe('Breakfast')
    await history.rename('a', '')
    expect(await title()).toBe('I want tea now')
    keeper.record([{ op: 'remove', id: 'item_1' }])
    expect(await title()).toBe('Good morning')
    await expect(history.rename('b', 'x')).rejects.toMatchObject(notFound)
  })

  it('hides what is removed, and has it back', async () => {
    for (const id of ['a', 'b']) await begin(id)
    await history.remove(['a', 'unknown'])
    expect(await listed()).toEqual(['b'])
    expect(await history.ids()).toEqual(['b'])
    expect((await history.search({ ...anything, query: 'this' })).hits).toHaveLength(1)
    await expect(history.read('a')).rejects.toMatchObject(notFound)
    await history.restore(['a'])
    expect(await listed()).toEqual(['b', 'a'])
    expect(await itemsOf('a')).toHaveLength(1)
  })

  it('erases what is removed, but not what was restored', async () => {
    for (const id of ['a', 'b']) await begin(id)
    await history.remove(['a', 'b'])
    await history.restore(['b'])
    await history.purge(['a', 'b'])
    await history.restore(['a'])
    expect(await listed()).toEqual(['b'])
  })

  it('keeps nothing more of what was erased, unless it is kept anew', async () => {
    const keeper = history.keep({ id: 'a', startedAt: START })
    keeper.record([insert(user('item_1', 'Secret'))])
    await history.remove(['a'])
    await history.purge(['a'])
    keeper.record([insert(user('item_2', 'More'), 'item_1')])
    expect(await listed()).toEqual([])
    history.keep({ id: 'a', startedAt: START }).record([insert(user('item_3', 'Anew'))])
    expect(await itemsOf('a')).toMatchObject([{ id: 'item_3' }])
  })

  it('erases old conversations, but neither pinned ones nor those that go on', async () => {
    const old = (id: string) => aTranscript([user(`item_${id}`, id, { at: START })], { id, startedAt: START })
    for (const id of ['old', 'pinned', 'going on']) await history.import(old(id))
    await history.import(aTranscript([user('item', 'x', { at: START + 100 })], { id: 'new', startedAt: START }))
    await history.pin(['pinned'], true)
    history.keep({ id: 'going on', startedAt: START })
    expect(await history.forgetBefore(START + 50)).toEqual(['old'])
    expect(await listed()).toEqual(['pinned', 'new', 'going on'])
  })

  it('erases everything', async () => {
    for (const id of ['a', 'b']) await begin(id)
    await history.forgetEverything()
    expect(await history.list(null, 10)).toEqual({ conversations: [], next: null })
    expect((await history.search({ ...anything, query: 'this' })).hits).toEqual([])
    await begin('c')
    expect(await listed()).toEqual(['c'])
  })

  it('tells all identifiers, oldest first', async () => {
    await history.import(aTranscript([user('item', 'x')], { id: 'second', startedAt: START + 1 }))
    await history.import(aTranscript([user('item', 'x')], { id: 'first', startedAt: START }))
    expect(await history.ids()).toEqual(['first', 'second'])
  })

  it('takes in conversations once, and leaves alone what is there', async () => {
    const one = aTranscript([user('item_1', 'Hello')], { id: 'a', startedAt: START, responses: [response] })
    expect(await history.import(one)).toEqual({ id: 'a', added: true })
    expect((await history.read('a')).transcript).toEqual(one)
    expect(await history.import({ ...one, title: 'Another title' })).toEqual({ id: 'a', added: false })
    const other = { ...one, items: [user('item_1', 'Hello'), user('item_2', 'there')] }
    const taken = await history.import(other)
    expect(taken).toMatchObject({ added: true })
    expect(taken.id).not.toBe('a')
    expect(await history.import(other)).toEqual({ id: taken.id, added: false })
    expect(await itemsOf('a')).toEqual(one.items)
    expect((await history.read(taken.id)).transcript).toEqual({ ...other, id: taken.id })
  })

  it('gives a name to a conversation that has none', async () => {
    const { id, added } = await history.import(aTranscript([user('item_1', 'Hello')]))
    expect(added).toBe(true)
    expect((await history.read(id)).transcript).toMatchObject({ id, title: 'A title', startedAt: null })
  })

  it('goes on with a conversation that is there', async () => {
    await history.import(aTranscript([user('item_1', 'Hello')], { id: 'a', startedAt: START, title: 'Hello' }))
    const keeper = history.keep({ id: 'a', startedAt: START + 99 })
    keeper.record([insert(user('item_2', 'there'), 'item_1')])
    keeper.runsOn({ model: 'm', endpoint: 'e' })
    const { transcript } = await history.read('a')
    expect(transcript).toMatchObject({ startedAt: START, title: 'Hello', model: 'm', endpoint: 'e' })
    expect(transcript.items.map(({ id }) => id)).toEqual(['item_1', 'item_2'])
  })

  it('keeps two conversations apart', async () => {
    const one = history.keep({ id: 'a', startedAt: START })
    const two = history.keep({ id: 'b', startedAt: START })
    one.record([insert(user('item_1', 'Hello'))])
    two.record([insert(user('item_1', 'Good'))])
    one.record([{ op: 'append_text', id: 'item_1', part: 0, text: ' there' }])
    two.record([{ op: 'append_text', id: 'item_1', part: 0, text: ' morning' }])
    expect([await itemsOf('a'), await itemsOf('b')]).toEqual([
      [user('item_1', 'Hello there')],
      [user('item_1', 'Good morning')],
    ])
  })

  it('finds what was said', async () => {
    await begin('a', 'Where do wombats live?')
    await begin('b', 'Nowhere')
    const { hits, more } = await history.search({ ...anything, query: 'wombat' })
    expect({ hits, more }).toMatchObject({
      hits: [{ conversationId: 'a', title: 'Where do wombats live?', itemId: 'item_a', speaker: 'user', at: START }],
      more: false,
    })
    const found = hits.flatMap(({ excerpt: { text, marks } }) => marks.map(({ start }) => text.slice(start, start + 6)))
    expect(found).toEqual(['wombat'])
    expect((await history.search({ ...anything, query: 'wombat', speaker: 'assistant' })).hits).toEqual([])
  })

  it('tells when the list has changed', async () => {
    const changes = (): number => news.filter(({ kind }) => kind === 'changed').length
    await begin('a')
    expect(changes()).toBe(1)
    await subject.pass(600)
    await history.rename('a', 'Another title')
    await history.ids()
    expect(changes()).toBe(2)
  })
}
