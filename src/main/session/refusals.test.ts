import { describe, expect, it } from 'vitest'
import { ScriptedSession } from '../../../test/support/scripted-session'
import type { WireError } from '../../shared/realtime/wire'
import { openAiTraits } from '../../shared/realtime/servers/server-traits'

const error = (fields: Partial<WireError>) => ({ type: 'error' as const, error: { message: 'No.', ...fields } })
const created = (id: string) => ({ type: 'response.created' as const, response: { id } })
const done = (id: string) => ({ type: 'response.done' as const, response: { id, status: 'completed' } })
const sound = (response_id: string, item_id: string) => ({
  type: 'response.output_audio.delta' as const,
  response_id,
  item_id,
  output_index: 0,
  content_index: 0,
  delta: 'AAAAAAAA',
})
const words = (response_id: string) => ({
  type: 'response.output_text.delta' as const,
  response_id,
  item_id: `${response_id}_item`,
  output_index: 0,
  content_index: 0,
  delta: 'Yes.',
})

describe('settings that a server refuses', () => {
  it('are sent again without the field that the error names, and the user is told which', () => {
    const session = ScriptedSession.open({ mode: 'server_vad' })
    const first = session.last('session.update')
    session.hear(error({ event_id: first?.event_id, param: 'session.audio.input.transcription.model' }))
    expect(session.count('session.update')).toBe(2)
    expect(JSON.stringify(session.last('session.update'))).not.toContain('transcription')
    expect(session.notices).toEqual(['settings.refused_by_server'])
    session.hear(error({ event_id: session.last('session.update')?.event_id, message: 'Voice marin is not known.' }))
    expect(JSON.stringify(session.last('session.update'))).not.toContain('marin')
  })

  it('are not sent for ever: what can’t be left out is shown as it is', () => {
    const session = ScriptedSession.open({ mode: 'text' })
    session.hear(error({ event_id: session.last('session.update')?.event_id, message: 'Bad instructions.' }))
    expect(session.count('session.update')).toBe(1)
    expect(session.notices).toEqual(['server.error'])
  })

  it('leave a server that can’t do without its detector with it, and silence ends the turn', async () => {
    const session = ScriptedSession.open({ mode: 'ptt' })
    session.hear(error({ event_id: session.last('session.update')?.event_id, param: 'session.turn_detection' }))
    await session.speak()
    expect([session.count('input_audio_buffer.commit'), session.count('response.create')]).toEqual([0, 0])
    const before = session.sent.length
    session.listen(3)
    expect(session.sent.slice(before)).toEqual(['append', 'append', 'append'])
    session.hear({ type: 'input_audio_buffer.speech_stopped' })
    session.listen(3)
    expect(session.sent.slice(before)).toHaveLength(3)
    expect(session.shown?.activity).toBe('thinking')
  })
})

describe('a server that lacks a request', () => {
  async function interrupt(session: ScriptedSession, id: string): Promise<void> {
    session.service.type('Hello')
    session.hear(created(id))
    session.hear(sound(id, `${id}_item`))
    const part = {
      itemId: `${id}_item`,
      contentIndex: 0,
      playedSamples: 2_400,
      receivedSamples: 4_800,
      complete: false,
    }
    session.interrupted = [part]
    session.service.post({ type: 'interrupt' })
    await session.service.settled()
  }

  it.each(['conversation.item.truncate', 'response.cancel'] as const)('is not asked for %s again', async (type) => {
    const session = ScriptedSession.open({ mode: 'ptt' })
    await interrupt(session, 'a')
    session.hear(error({ event_id: session.last(type)?.event_id, code: 'unknown_event', message: 'Unknown event.' }))
    session.hear(done('a'))
    await interrupt(session, 'b')
    expect([session.count(type), session.notices]).toEqual([1, []])
  })

  it('is asked again for a truncation when it only had something against one', async () => {
    const session = ScriptedSession.open({ mode: 'ptt' })
    await interrupt(session, 'a')
    const { event_id } = session.last('conversation.item.truncate') ?? {}
    session.hear(error({ event_id, code: 'invalid_value', message: 'Audio content is already shorter than 100 ms.' }))
    session.hear(done('a'))
    await interrupt(session, 'b')
    expect([session.count('conversation.item.truncate'), session.notices]).toEqual([2, []])
  })

  it('has nothing left to cancel: the answer is over, and the next turn is not held up', async () => {
    const session = ScriptedSession.open({ mode: 'ptt' })
    await interrupt(session, 'a')
    session.service.type('And now?')
    await session.service.settled()
    session.hear(error({ code: 'response_cancel_not_active', message: 'Nothing to cancel.' }))
    expect([session.count('response.create'), session.notices]).toEqual([2, []])
  })
})

describe('an error', () => {
  it('without an identifier refuses the only request that is open', async () => {
    const session = ScriptedSession.open({ mode: 'ptt' })
    session.hear({ type: 'session.updated', session: {} })
    session.service.post({ type: 'retry' })
    await session.speak()
    session.hear({ type: 'input_audio_buffer.committed', item_id: 'turn' })
    session.hear(error({ code: 'rate_limit_exceeded', message: 'Too fast.' }))
    expect([session.shown?.activity, session.notices]).toEqual(['waiting', ['rate_limit_exceeded']])
  })

  it('after which nothing comes ends the answer that it may be about, without another word', async () => {
    const session = ScriptedSession.open({ mode: 'text' })
    session.service.type('Hello')
    session.hear(created('r'))
    session.hear(words('r'))
    session.hear(error({ message: 'The backend is gone.' }))
    expect(session.shown?.activity).toBe('thinking')
    await session.clock.advance(5_000)
    expect([session.shown?.activity, session.notices]).toEqual(['waiting', ['server.error']])
    session.service.type('Again?')
    expect(session.count('response.create')).toBe(2)
  })

  it('about something else leaves an answer that goes on alone', async () => {
    const session = ScriptedSession.open({ mode: 'text' })
    session.service.type('Hello')
    session.hear(created('r'))
    session.hear(error({ message: 'Something is odd.' }))
    session.hear(words('r'))
    await session.clock.advance(14_000)
    expect(session.shown?.activity).toBe('thinking')
  })

  it('to a request that is answered all the same doesn’t matter', () => {
    const session = ScriptedSession.open({ mode: 'text' })
    session.service.type('Hello')
    session.hear(error({ event_id: 'request_1', message: 'Busy.' }))
    session.hear(created('r'))
    expect(session.shown?.activity).toBe('thinking')
    session.hear(done('r'))
    expect(session.shown?.activity).toBe('waiting')
  })
})

describe('servers that are different', () => {
  it('answer a commit by themselves: nothing else is asked for', async () => {
    const session = ScriptedSession.open({ mode: 'ptt', server: { ...openAiTraits, commit: 'answers' } })
    await session.speak()
    expect([session.count('input_audio_buffer.commit'), session.count('response.create')]).toEqual([1, 0])
    expect(session.shown?.activity).toBe('thinking')
    session.hear(created('r'))
    session.hear(done('r'))
    expect(session.shown?.activity).toBe('waiting')
    session.service.type('Typed')
    expect(session.count('response.create')).toBe(1)
  })

  it('answer twice, since they answer a commit by themselves: that is asked of them once', async () => {
    const session = ScriptedSession.open({ mode: 'ptt' })
    await session.speak()
    session.hear(created('a'))
    session.hear(done('a'))
    session.hear(created('b'))
    expect(session.count('response.cancel')).toBe(1)
    session.hear(done('b'))
    await session.speak()
    expect([session.count('input_audio_buffer.commit'), session.count('response.create')]).toEqual([2, 1])
  })

  it('let an answer that is asked for take the place of the one to the commit', async () => {
    const session = ScriptedSession.open({ mode: 'ptt' })
    await session.speak()
    session.hear(created('a'))
    session.hear(created('b'))
    session.hear(done('a'))
    expect([session.shown?.activity, session.count('response.cancel')]).toEqual(['thinking', 0])
    session.hear(done('b'))
    expect(session.shown?.activity).toBe('waiting')
  })

  it('answer a pause while the key is still down: that is not heard', async () => {
    const session = ScriptedSession.open({ mode: 'ptt', server: { ...openAiTraits, manualTurns: false } })
    await new Promise((resolve) => setImmediate(resolve))
    session.service.post({ type: 'press' })
    session.listen(20)
    session.hear(created('a'))
    session.hear(sound('a', 'a_item'))
    expect([session.played, session.count('response.cancel')]).toEqual([[], 1])
    session.hear(done('a'))
    session.service.post({ type: 'release' })
    session.hear(created('b'))
    session.hear(sound('b', 'b_item'))
    expect(session.played).toEqual(['b_item'])
  })

  it('answer the next commit too when it came while they were answering', async () => {
    const session = ScriptedSession.open({ mode: 'ptt', server: { ...openAiTraits, commit: 'answers' } })
    await session.speak()
    session.hear(created('a'))
    await session.speak()
    session.hear(done('a'))
    expect([session.shown?.activity, session.count('response.create')]).toEqual(['thinking', 0])
    session.hear(created('b'))
    session.hear(done('b'))
    expect(session.shown?.activity).toBe('waiting')
  })

  it('report speech after a turn was committed: that interrupts nothing', async () => {
    const session = ScriptedSession.open({ mode: 'ptt' })
    await session.speak()
    session.hear(created('r'))
    session.hear({ type: 'input_audio_buffer.speech_started' })
    expect([session.shown?.activity, session.count('response.cancel')]).toEqual(['thinking', 0])
  })

  it('end an answer under another name', () => {
    const session = ScriptedSession.open({ mode: 'text' })
    session.service.type('Hello')
    session.hear(created('r'))
    session.hear(words('r'))
    session.hear(done('another'))
    expect(session.shown?.activity).toBe('waiting')
    expect(session.service.conversation.snapshot().at(-1)?.status).toBe('completed')
  })
})
