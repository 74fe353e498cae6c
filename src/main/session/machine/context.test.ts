import { describe, expect, it } from 'vitest'
import type { ContextMessage } from '../../../shared/conversation/context'
import { defaultSettings } from '../../../shared/realtime/session-config'
import type { Input } from './inputs'
import { transition } from './machine'
import type { MachineState } from './state'

const said: readonly ContextMessage[] = [
  { id: 'one', role: 'user', text: 'Hello' },
  { id: 'two', role: 'assistant', text: 'Good day' },
  { id: 'three', role: 'system', text: 'Be kind' },
]
const start: Input = { type: 'start', settings: defaultSettings, context: said }
const greeting: Input = { type: 'server_event', event: { type: 'session.created', session: {} } }

const greet = (state: MachineState) => transition(state, greeting)[1]

describe('what was said before', () => {
  it('is told after the settings and before what was typed meanwhile', () => {
    const [connecting] = transition({ phase: 'idle' }, start)
    const [typed] = transition(connecting, { type: 'type', turn: { itemId: 'four', text: 'And now?' } })
    const effects = greet(typed).map((effect) => (effect.type === 'send' ? effect.event : effect.type))
    expect(effects).toMatchObject([
      'configure',
      create('one', 'user', 'input_text', 'Hello'),
      create('two', 'assistant', 'output_text', 'Good day'),
      create('three', 'system', 'input_text', 'Be kind'),
      create('four', 'user', 'input_text', 'And now?'),
      { type: 'response.create' },
    ])
  })
})

const create = (id: string, role: string, type: string, text: string) => ({
  type: 'conversation.item.create',
  item: { id, type: 'message', role, content: [{ type, text }] },
})
