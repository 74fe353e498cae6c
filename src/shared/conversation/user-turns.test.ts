import { describe, expect, it } from 'vitest'
import { conversationOf, idsOf, itemOf, messageOf, tell } from '../../../test/support/tell'
import type { WireEvent } from '../realtime/wire'

const committed = (item_id?: string, fields: object = {}): WireEvent => ({
  ...fields,
  type: 'input_audio_buffer.committed',
  ...(item_id === undefined ? {} : { item_id }),
})

const transcription = (type: string, fields: object, item_id = 'turn'): WireEvent => ({
  ...fields,
  type: `conversation.item.input_audio_transcription.${type}`,
  item_id,
})
const delta = (text: string | null, event_id?: string) => transcription('delta', { delta: text, event_id })
const completed = (transcript: string, item_id?: string) => transcription('completed', { transcript }, item_id)
const failed = (item_id?: string) => transcription('failed', { error: { message: 'Unintelligible.' } }, item_id)

const spoken = (id: string, fields: object = {}): WireEvent => ({
  type: 'conversation.item.added',
  previous_item_id: null,
  item: { id, type: 'message', role: 'user', status: 'completed', content: [{ type: 'input_audio' }] },
  ...fields,
})

const answer = (id: string, previous_item_id: string): WireEvent => ({
  type: 'conversation.item.done',
  previous_item_id,
  item: { id, type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Yes.' }] },
})

describe('a turn', () => {
  it('shows as soon as it is committed, before its item and its transcript', () => {
    expect(conversationOf(committed('turn')).snapshot()).toEqual([
      {
        kind: 'message',
        id: 'turn',
        role: 'user',
        at: null,
        status: 'completed',
        responseId: null,
        parts: [{ kind: 'audio', text: '', audioMs: 0, heardMs: null, transcript: 'none' }],
      },
    ])
  })

  it('is one turn, however often it is told', () => {
    const conversation = conversationOf(committed('turn'))
    expect(tell(conversation, spoken('turn'), committed('turn'), spoken('turn'))).toEqual([])
    expect(idsOf(conversation)).toEqual(['turn'])
  })

  it('stands where its commit says', () => {
    const conversation = conversationOf(answer('a', ''), answer('b', 'a'), committed('turn', { previous_item_id: 'a' }))
    expect(idsOf(conversation)).toEqual(['a', 'turn', 'b'])
  })

  it('moves where its commit says when it was known by its transcript', () => {
    const conversation = conversationOf(answer('a', ''), answer('b', 'a'), completed('Hello'))
    expect(idsOf(conversation)).toEqual(['a', 'b', 'turn'])
    tell(conversation, committed('turn', { previous_item_id: 'a' }))
    expect(idsOf(conversation)).toEqual(['a', 'turn', 'b'])
  })

  it('is over when it is committed, whatever its item says', () => {
    const item = { id: 'turn', type: 'message', role: 'user', status: 'in_progress', content: [] }
    const conversation = conversationOf(spoken('turn', { item }), committed('turn'))
    expect(messageOf(conversation, 'turn')).toMatchObject({ status: 'completed', parts: [{ kind: 'audio' }] })
  })

  it("is the user's once it is known to be spoken", () => {
    for (const event of [committed('turn'), completed('Hello')]) {
      const conversation = conversationOf({ type: 'conversation.item.added', item: { id: 'turn' } }, event)
      expect(messageOf(conversation, 'turn').role).toBe('user')
    }
    const item = { id: 'turn', status: 'completed', content: [{ type: 'input_audio' }] }
    const conversation = conversationOf({ type: 'conversation.item.added', item })
    expect(tell(conversation, committed('turn'))).toMatchObject([{ op: 'update', item: { role: 'user' } }])
  })

  it('is none where an answer is, or a function call', () => {
    const conversation = conversationOf(answer('turn', ''))
    expect(tell(conversation, committed('turn'), delta('Hello'), completed('Hello'), failed())).toEqual([])
    const call = { id: 'turn', type: 'function_call', call_id: 'call_1' }
    const calling = conversationOf({ type: 'conversation.item.added', item: call })
    expect(tell(calling, committed('turn'), completed('Hello'))).toEqual([])
  })

  describe('has a length', () => {
    const started = (audio_start_ms?: number) => ({
      type: 'input_audio_buffer.speech_started',
      item_id: 'turn',
      audio_start_ms,
    })
    const stopped = (audio_end_ms?: number) => ({
      type: 'input_audio_buffer.speech_stopped',
      item_id: 'turn',
      audio_end_ms,
    })

    it.each<[string, readonly WireEvent[]]>([
      ['before', [started(1000), stopped(2600), committed('turn')]],
      ['around', [started(1000), spoken('turn'), stopped(2600)]],
      ['behind', [completed('Hello'), stopped(2600), started(1000)]],
      ['and again', [started(1000), started(1000), stopped(2600), committed('turn'), stopped(2600), started(1000)]],
      ['in pieces', [started(1000), started(), stopped(2600), spoken('turn')]],
      [
        'of something that is a turn only by its commit',
        [spoken('turn', { item: { id: 'turn' } }), started(1000), stopped(2600), committed('turn')],
      ],
      ['before its empty item', [started(1000), stopped(2600), spoken('turn', { item: { id: 'turn', role: 'user' } })]],
    ])('once both ends are known, told %s', (_when, events) => {
      expect(messageOf(conversationOf(...events), 'turn').parts[0]?.audioMs).toBe(1600)
    })

    it('of nothing when it ends before it starts, or half of it is missing', () => {
      expect(messageOf(conversationOf(started(500), stopped(100), spoken('turn')), 'turn').parts[0]?.audioMs).toBe(0)
      expect(messageOf(conversationOf(started(500), stopped(), spoken('turn')), 'turn').parts[0]?.audioMs).toBe(0)
    })

    it('and makes no turn where the server names none', () => {
      const conversation = conversationOf({ type: 'input_audio_buffer.speech_started', audio_start_ms: 5 })
      expect(conversation.snapshot()).toEqual([])
    })
  })
})

describe('a transcript', () => {
  const part = (...events: readonly WireEvent[]) => messageOf(conversationOf(...events), 'turn').parts[0]

  it('grows by its pieces and is done when it is complete', () => {
    const conversation = conversationOf(committed('turn'), delta('Hel', 'event_1'))
    expect(messageOf(conversation, 'turn').parts[0]).toMatchObject({ text: 'Hel', transcript: 'pending' })
    expect(tell(conversation, delta('lo', 'event_2'))).toEqual([{ op: 'append_text', id: 'turn', part: 0, text: 'lo' }])
    expect(tell(conversation, delta('lo', 'event_2'), delta(''), delta(null))).toEqual([])
    tell(conversation, completed('Hello.'))
    expect(messageOf(conversation, 'turn').parts[0]).toMatchObject({ text: 'Hello.', transcript: 'done' })
    expect(tell(conversation, delta('lo', 'event_3'), completed('Bye.'))).toEqual([])
  })

  it('may come before its item', () => {
    const conversation = conversationOf(completed('Hello'))
    tell(conversation, answer('answer', 'turn'), committed('turn'), spoken('turn'))
    expect(idsOf(conversation)).toEqual(['turn', 'answer'])
    expect(messageOf(conversation, 'turn').parts).toMatchObject([{ text: 'Hello', transcript: 'done' }])
  })

  it('may come after the answer, and the turn stays before it', () => {
    const conversation = conversationOf(committed('turn'), answer('answer', 'turn'), delta('Hel'), completed('Hello'))
    expect(idsOf(conversation)).toEqual(['turn', 'answer'])
    expect(messageOf(conversation, 'turn').parts).toMatchObject([{ text: 'Hello', transcript: 'done' }])
  })

  it('may never come', () => {
    expect(part(committed('turn'), spoken('turn'), answer('answer', 'turn'))).toMatchObject({
      text: '',
      transcript: 'none',
    })
  })

  it('may be empty: nothing was said', () => {
    expect(part(committed('turn'), completed(''))).toMatchObject({ text: '', transcript: 'done' })
  })

  it('may fail, and keeps what there was', () => {
    expect(part(committed('turn'), failed())).toMatchObject({ text: '', transcript: 'failed' })
    expect(part(delta('Hel'), failed(), failed())).toMatchObject({ text: 'Hel', transcript: 'failed' })
    expect(part(failed(), delta('Hel'))).toMatchObject({ text: 'Hel', transcript: 'failed' })
    expect(part(transcription('failed', {}))).toMatchObject({ transcript: 'failed' })
  })

  it('that is complete can not fail', () => {
    const conversation = conversationOf(completed('Hello'))
    expect(tell(conversation, failed())).toEqual([])
    expect(messageOf(conversation, 'turn').parts[0]).toMatchObject({ text: 'Hello', transcript: 'done' })
  })

  it('may come with the item', () => {
    const content = [{ type: 'input_audio', transcript: 'Hello' }]
    const item = { id: 'turn', type: 'message', role: 'user', status: 'completed', content }
    expect(part(spoken('turn', { item }))).toMatchObject({ text: 'Hello', transcript: 'done' })
    expect(part(delta('Hello'), spoken('turn', { item }))).toMatchObject({ text: 'Hello', transcript: 'done' })
  })

  it('belongs to the part that it names', () => {
    const second = transcription('completed', { transcript: 'Hello', content_index: 1 })
    const content = [{ type: 'input_audio' }, { type: 'input_audio' }]
    const item = { id: 'turn', type: 'message', role: 'user', status: 'completed', content }
    expect(messageOf(conversationOf(spoken('turn', { item }), second), 'turn').parts).toMatchObject([
      { text: '', transcript: 'none' },
      { text: 'Hello', transcript: 'done' },
    ])
    expect(messageOf(conversationOf(second), 'turn').parts).toMatchObject([{ text: 'Hello', transcript: 'done' }])
  })

  it.each([
    ['grows', [0, 0, 0]],
    ['has another content index each time', [0, 1, 2]],
  ])('is shown once where it is sent whole again and again, and %s', (_how, indexes) => {
    const texts = ['What', 'What time', 'What time is it']
    const partials = texts.map((text, turn) => transcription('delta', { delta: text, content_index: indexes[turn] }))
    const conversation = conversationOf(...partials)
    expect(messageOf(conversation, 'turn').parts).toMatchObject([{ text: 'What time is it', transcript: 'pending' }])
    tell(conversation, completed('What time is it?'))
    expect(messageOf(conversation, 'turn').parts).toMatchObject([{ text: 'What time is it?', transcript: 'done' }])
  })

  it('ignores a partial transcript after the final one', () => {
    const soFar = (transcript: string) => transcription('completed', { transcript, status: 'in_progress' })
    const updated = transcription('updated', { transcript: 'Hello,' })
    const conversation = conversationOf(soFar('Hello?'), updated)
    expect(messageOf(conversation, 'turn').parts).toMatchObject([{ text: 'Hello,', transcript: 'pending' }])
    tell(conversation, completed('Hello, I am Robin.'), soFar('Hello?'))
    expect(messageOf(conversation, 'turn').parts).toMatchObject([{ text: 'Hello, I am Robin.', transcript: 'done' }])
  })

  it('without an item_id belongs to the latest spoken turn, whichever event showed that first', () => {
    const unnamed = (text: string) => transcription('completed', { transcript: text }, '')
    const conversation = conversationOf(committed(), spoken('one'), unnamed('First.'))
    tell(conversation, spoken('two', { previous_item_id: 'one' }), committed('two'), unnamed('Second.'))
    expect(idsOf(conversation)).toEqual(['one', 'two'])
    expect(['one', 'two'].map((id) => messageOf(conversation, id).parts[0]?.text)).toEqual(['First.', 'Second.'])
    expect(idsOf(conversationOf(unnamed('Out of nowhere.')))).not.toContain('')
  })

  it('keeps its pieces where two parts are transcribed at once', () => {
    const content = [{ type: 'input_audio' }, { type: 'input_audio' }]
    const item = { id: 'turn', type: 'message', role: 'user', status: 'completed', content }
    const piece = (content_index: number, text: string) => transcription('delta', { delta: text, content_index })
    const conversation = conversationOf(
      spoken('turn', { item }),
      piece(0, 'a'),
      piece(1, 'x'),
      piece(0, 'b'),
      piece(1, 'y'),
    )
    expect(messageOf(conversation, 'turn').parts.map(({ text }) => text)).toEqual(['ab', 'xy'])
  })

  it('that failed is explained once for each reason', () => {
    const because = (item_id: string) =>
      transcription('failed', { error: { message: `No quota for '${item_id}'` } }, item_id)
    const conversation = conversationOf(because('one'), because('two'))
    const notices = conversation.snapshot().filter(({ kind }) => kind === 'notice')
    expect(notices).toMatchObject([{ code: 'transcription.failed', level: 'warning' }])
  })
})

describe('a turn that the server commits without a name', () => {
  it('shows under a name of our own until the server names it', () => {
    for (const nameless of [committed(), committed('')]) {
      const conversation = conversationOf(nameless)
      expect(idsOf(conversation)).toEqual(['local_1'])
      tell(conversation, spoken('turn'), spoken('turn'))
      expect(idsOf(conversation)).toEqual(['turn'])
    }
  })

  it('is named by its transcript if that is first', () => {
    const conversation = conversationOf(committed(), completed('Hello'), spoken('turn'))
    expect(conversation.snapshot()).toMatchObject([{ id: 'turn', parts: [{ text: 'Hello' }] }])
  })

  it('keeps its place before the answer, and takes the one that its item names', () => {
    const conversation = conversationOf(committed(), answer('answer', 'turn'), completed('Hello'))
    expect(idsOf(conversation)).toEqual(['turn', 'answer'])
    const other = conversationOf(
      answer('a', ''),
      answer('b', 'a'),
      committed(),
      spoken('turn', { previous_item_id: 'a' }),
    )
    expect(idsOf(other)).toEqual(['a', 'turn', 'b'])
  })

  it('is named in the order of commits', () => {
    const conversation = conversationOf(committed(), committed(), spoken('first'), spoken('second'))
    expect(idsOf(conversation)).toEqual(['first', 'second'])
  })

  it('is not named by an answer', () => {
    const item = { id: 'answer', type: 'message', role: 'assistant', content: [{ type: 'output_audio' }] }
    const conversation = conversationOf(committed(), spoken('answer', { item }), spoken('turn'))
    expect(idsOf(conversation)).toEqual(['turn', 'answer'])
  })

  it('is not named by what was typed', () => {
    const content = [{ type: 'input_text', text: 'Hi' }]
    const typed = spoken('typed', {
      item: { id: 'typed', type: 'message', role: 'user', status: 'completed', content },
    })
    const conversation = conversationOf(committed(), typed)
    expect(idsOf(conversation)).toEqual(['local_1', 'typed'])
  })

  it('is one turn when its commit comes again', () => {
    const conversation = conversationOf(committed(undefined, { event_id: 'event_1' }))
    expect(tell(conversation, committed(undefined, { event_id: 'event_1' }))).toEqual([])
    tell(conversation, committed(undefined, { event_id: 'event_2' }))
    expect(idsOf(conversation)).toEqual(['local_1', 'local_2'])
  })

  it('stays removed when the user has removed it before it was named', () => {
    const conversation = conversationOf(committed(), committed())
    conversation.remove('local_1')
    tell(conversation, spoken('first'), completed('Gone', 'first'), spoken('second'))
    expect(idsOf(conversation)).toEqual(['second'])
    expect(itemOf(conversation, 'second')).toMatchObject({ role: 'user' })
  })
})
