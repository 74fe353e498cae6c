import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../shared/realtime/session-config'
import { adjust, deleteItem } from './changes'
import { PartQueue } from './part-queue'
import { request } from './responses'
import { openSession, type OpenSession } from './state'

const open = openSession(defaultSettings)
const { model: _model, mode: _mode, server: _server, ...adjustable } = defaultSettings
const instructions = 'Speak like a pirate.'
const part = { itemId: 'answer', contentIndex: 0 }
const speaking: OpenSession = { ...open, queued: PartQueue.empty.with(part), audible: part }

describe('what the user sets while a session is open', () => {
  it('reaches it at once', () => {
    const [state, effects] = adjust(open, { ...adjustable, voice: 'cedar', instructions })
    expect(state.settings).toEqual({ ...defaultSettings, voice: 'cedar', instructions })
    expect(effects).toEqual([{ type: 'configure', settings: state.settings }])
  })

  it('leaves the voice alone once the session has spoken, which servers refuse to change', () => {
    const [state] = adjust({ ...open, hasSpoken: true }, { ...adjustable, voice: 'cedar', instructions })
    expect(state.settings).toEqual({ ...defaultSettings, instructions })
  })

  it('leaves the speed alone during an answer, which servers refuse to change', () => {
    const [responses] = request(open.responses)
    const [answering] = adjust({ ...open, responses }, { ...adjustable, speed: 1.5, maxAnswerTokens: 100 })
    expect(answering.settings).toEqual({ ...defaultSettings, maxAnswerTokens: 100 })
    const [idle] = adjust(open, { ...adjustable, speed: 1.5 })
    expect(idle.settings).toEqual({ ...defaultSettings, speed: 1.5 })
  })

  it('is not sent when it is nothing new', () => {
    expect(adjust(open, adjustable)).toEqual([open, []])
  })
})

describe('an item that the user deletes', () => {
  const forget = { type: 'send', event: { type: 'conversation.item.delete', item_id: 'answer' } }

  it('is forgotten by the server', () => {
    expect(deleteItem(open, 'answer')).toEqual([open, [forget]])
  })

  it('falls silent first when it is being spoken', () => {
    const [state, effects] = deleteItem(speaking, 'answer')
    expect(state.queued.size).toBe(0)
    expect(effects).toEqual([{ type: 'silence', thenSend: [] }, forget])
  })

  it('does not stop another that is being spoken', () => {
    const [state] = deleteItem(speaking, 'question')
    expect(state).toBe(speaking)
  })
})
