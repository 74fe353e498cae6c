import { describe, expect, it } from 'vitest'
import { ScriptedSession } from '../../../test/support/scripted-session'

describe('a server that is called', () => {
  it('and says nothing about a session in 20 seconds is none', async () => {
    const session = new ScriptedSession({ mode: 'text' })
    session.hear({ type: 'error', error: { message: '' } })
    expect(session.service.state).toMatchObject({ phase: 'closed', error: { code: 'server.no_reason' } })

    const silent = new ScriptedSession({ mode: 'text' })
    await silent.clock.advance(19_999)
    expect(silent.service.state.phase).toBe('connecting')
    await silent.clock.advance(1)
    expect(silent.service.state).toMatchObject({ phase: 'closed', error: { code: 'endpoint.silent' } })
  })

  it('greets with any event of a session', () => {
    const session = new ScriptedSession({ mode: 'text' })
    session.hear({ type: 'conversation.created' })
    expect(session.service.state.phase).toBe('ready')
  })
})

describe('a transcript', () => {
  const committed = { type: 'input_audio_buffer.committed', item_id: 'turn' } as const
  const transcript = () => {
    const [item] = session.service.conversation.snapshot()
    return item?.kind === 'message' ? item.parts[0]?.transcript : undefined
  }
  let session: ScriptedSession

  it('that has not come in 45 seconds is not waited for, which is told once', async () => {
    session = ScriptedSession.open({ mode: 'ptt' })
    session.hear(committed)
    session.hear({ ...committed, item_id: 'another' })
    await session.clock.advance(44_999)
    expect([transcript(), session.notices]).toEqual(['none', []])
    await session.clock.advance(1)
    expect([transcript(), session.notices]).toEqual(['failed', ['transcription.timeout']])
    expect(session.clock.pending).toBe(0)
  })

  it('that comes ends the wait, also under another name', async () => {
    session = ScriptedSession.open({ mode: 'ptt' })
    session.hear(committed)
    const type = 'conversation.item.input_audio_transcription.completed'
    session.hear({ type, item_id: 'renamed', content_index: 0, transcript: 'Hello.' })
    await session.clock.advance(60_000)
    expect(session.notices).toEqual([])
  })

  it('is not waited for where nobody wants one', async () => {
    session = ScriptedSession.open({ mode: 'ptt', transcription: null })
    session.hear(committed)
    await session.clock.advance(60_000)
    expect(session.notices).toEqual([])
  })
})
