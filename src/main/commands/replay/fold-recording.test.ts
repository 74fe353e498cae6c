import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryEvents } from '../../../../test/support/arbitrary-events'
import { Conversation } from '../../../shared/conversation/conversation'
import { type Item, messageText } from '../../../shared/conversation/item'
import { dialects } from '../../../shared/realtime/dialects'
import { parseFrame, parseServerEvent } from '../../../shared/realtime/parse'
import { readRecording } from '../../../shared/realtime/recording'
import { recordTraffic } from '../../../shared/realtime/record-traffic'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import type { WireEvent } from '../../../shared/realtime/wire'
import { type FoldedRecording, foldRecording } from './fold-recording'

const fold = (...lines: readonly object[]): FoldedRecording =>
  foldRecording(readRecording(lines.map((line) => JSON.stringify(line)).join('\n')))

const sent = (data: object) => ({ direction: 'sent', data })
const received = (data: object) => ({ direction: 'received', data })

const typed = (id: string | undefined, text: string, type = 'conversation.item.create') => ({
  type,
  item: { id, type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
})
const answer = (id: string, text: string) => ({ type: 'response.output_text.done', item_id: id, text })

const words = (items: readonly Item[]): string[] =>
  items.map((item) => (item.kind === 'message' ? `${item.role}: ${messageText(item)}` : item.kind))

const wordsOf = (...lines: readonly object[]): string[] => words(fold(...lines).transcript.items)

describe('what a recording says of the sent side', () => {
  it('is a turn where the user typed and the server never said so', () => {
    expect(wordsOf(sent(typed('t', 'Hi')), received(answer('a', 'Hello')))).toEqual(['user: Hi', 'assistant: Hello'])
    expect(wordsOf(sent(typed(undefined, 'Hi')), sent(typed(undefined, 'Hi')))).toEqual(['user: Hi', 'user: Hi'])
  })

  it('is one turn where the server confirms it, by the same name or another', () => {
    for (const id of ['t', 'renamed', 'another']) {
      const confirmed = received(typed(id, 'Hi', 'conversation.item.added'))
      expect(wordsOf(sent(typed('t', 'Hi')), confirmed)).toEqual(['user: Hi'])
      expect(wordsOf(sent(typed(undefined, 'Hi')), confirmed, confirmed)).toEqual(['user: Hi'])
    }
  })

  it('is as many turns as were typed where the same words are renamed', () => {
    const lines = ['x', 'y'].flatMap((id) => [
      sent(typed(undefined, 'Hi')),
      received(typed(id, 'Hi', 'conversation.item.created')),
    ])
    expect(wordsOf(...lines)).toEqual(['user: Hi', 'user: Hi'])
  })

  it('is nothing new where a client tells a new session of the past', () => {
    const told = typed('u', 'What I said')
    const lines = [
      received(typed('u', 'What I said', 'conversation.item.added')),
      received(answer('a', 'All that was answered')),
      sent(told),
      sent({
        ...told,
        item: { ...told.item, id: 'a', role: 'assistant', content: [{ type: 'output_text', text: 'All' }] },
      }),
      received({ type: 'conversation.item.added', item: { id: 'a', type: 'message', role: 'assistant', content: [] } }),
    ]
    expect(wordsOf(...lines)).toEqual(['user: What I said', 'assistant: All that was answered'])
  })

  it('is how much was heard where the server does not confirm a truncation', () => {
    const delta = {
      type: 'response.audio.delta',
      item_id: 'a',
      content_index: 0,
      delta: '[64000 characters of base64]',
    }
    const truncate = { type: 'conversation.item.truncate', item_id: 'a', content_index: 0, audio_end_ms: 400 }
    const { items } = fold(
      received(delta),
      received({ type: 'response.audio.done', item_id: 'a', content_index: 0 }),
      sent(truncate),
    ).transcript
    expect(items[0]).toMatchObject({ parts: [{ audioMs: 1000, heardMs: 400 }] })
  })

  it('is counted apart from what the server sent', () => {
    const { tally, sentTally } = fold(
      received(answer('a', 'x')),
      sent({ type: 'response.create' }),
      sent({ type: 'own' }),
    )
    expect(tally.types.map(({ type }) => type)).toEqual(['response.output_text.done'])
    expect(sentTally.types.map(({ type, known }) => [type, known])).toEqual([
      ['response.create', true],
      ['own', false],
    ])
  })
})

/** Words that the user types in the middle of what the server sends. */
interface TypedText {
  readonly typed: string
}

const isTyped = (step: object): step is TypedText => 'typed' in step

describe('a recording of a session', () => {
  const greetings = {
    ga: { type: 'session.created', session: { type: 'realtime' } },
    beta: { type: 'session.created', session: { modalities: ['text', 'audio'] } },
  }
  const { all } = arbitraryEvents({ items: ['a', 'b', 'c', 'd'], responses: ['r', 's'] })
  const turn = fc.string({ maxLength: 5 }).map((text) => ({ typed: text }))
  /** Sound of so many bytes, and its end. */
  const sound = fc.tuple(fc.constantFrom('a', 'b', 'sound'), fc.nat(5_000)).map(([item_id, bytes]): ServerEvent[] => {
    const part = { response_id: 'r', item_id, output_index: 0, content_index: 0 }
    const delta = Buffer.alloc(bytes, 7).toString('base64')
    return [
      { type: 'response.output_audio.delta', ...part, delta },
      { type: 'response.output_audio.done', ...part },
    ]
  })
  const some = fc.oneof(
    { weight: 9, arbitrary: all.map((event) => [event]) },
    { weight: 1, arbitrary: turn.map((typed) => [typed]) },
    { weight: 1, arbitrary: sound },
  )
  const steps = fc.array(some, { maxLength: 60 }).map((groups) => groups.flat())

  /** What a session makes of it, and what is recorded of it. */
  function live(dialectName: 'ga' | 'beta', happened: readonly (ServerEvent | TypedText)[], withAudio: boolean) {
    const dialect = dialects[dialectName]
    const lines: string[] = []
    const traffic = recordTraffic({
      clock: { wallTime: () => 1 },
      secrets: () => [],
      withAudio,
      write: (line) => lines.push(line),
    })
    const conversation = new Conversation()
    const hear = (wire: WireEvent): void => {
      const frame = parseFrame(JSON.stringify(wire))
      traffic.received(frame)
      const parsed = frame.kind === 'event' ? parseServerEvent(dialect.serverEventToGa(frame.event)) : frame
      if (parsed.kind === 'event') conversation.apply(parsed.event)
    }
    hear(greetings[dialectName])
    for (const [index, step] of happened.entries()) {
      if (isTyped(step)) {
        const { item } = typed(`typed_${index}_of_ours`, step.typed)
        conversation.apply({ type: 'conversation.item.added', item: { ...item, status: 'completed' } })
        traffic.sent(dialect.clientEventFromGa({ type: 'conversation.item.create', item }))
      } else {
        const wire = dialect.serverEventFromGa(step)
        if (wire) hear(wire)
      }
    }
    return { conversation, text: lines.join('\n') }
  }

  it.each(['ga', 'beta'] as const)('replays to the transcript that the session had: %s', (dialect) => {
    fc.assert(
      fc.property(steps, fc.boolean(), (happened, withAudio) => {
        const { conversation, text } = live(dialect, happened, withAudio)
        const { transcript, rateLimits } = foldRecording(readRecording(text))
        expect(transcript.items).toEqual(conversation.snapshot())
        expect(transcript.usage).toEqual(conversation.usage)
        expect(rateLimits).toEqual(conversation.rateLimits)
      }),
    )
  })
})
