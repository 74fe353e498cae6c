import { describe, expect, it } from 'vitest'
import { bestMatch } from '../../../../test/support/correlation'
import { hello, silence, utterance } from '../../../../test/support/sounds'
import type { ContentPart, Item } from '../conversation/items'
import type { ClipName } from '../speech/clip-names'
import { mirror, type Question } from './mirror'

/** A voice that can be read: as many samples as there are clips. */
const voice = (clips: readonly ClipName[]): Int16Array => new Int16Array(clips.length)

const question: Question = {
  context: [],
  modality: 'text',
  tools: [],
  toolChoice: 'auto',
  wallTimeMs: 0,
  threshold: 0.5,
  idle: false,
}
const message = (role: 'user' | 'assistant' | 'system', ...content: ContentPart[]): Item => ({
  id: 'item',
  type: 'message',
  status: 'completed',
  role,
  content,
})
const typed = (text: string): Item => message('user', { type: 'input_text', text })
const spoken = (samples: Int16Array): Item => message('user', { type: 'input_audio', samples, transcript: null })
const answered = message('assistant', { type: 'output_text', text: 'Fine.' })
const output = (text: string): Item => ({
  id: 'item',
  type: 'function_call_output',
  status: 'completed',
  call_id: 'call',
  output: text,
})

const answer = (change: Partial<Question>) => mirror({ ...question, ...change }, voice)

describe('mirror', () => {
  it('plays the user’s own words back, without the silence around them', () => {
    const said = answer({ context: [spoken(utterance())], modality: 'audio' })
    if (said.kind !== 'speech') throw new Error(said.kind)
    expect(said.transcript).toBe('This is what I heard: 1.8 seconds of speech.')
    expect(said.samples.length).toBeLessThan(utterance().length - silence(1000).length)
    expect(bestMatch(hello(), said.samples).score).toBeGreaterThan(0.99)
  })

  it('answers speech in words where only text is wanted, and silence honestly', () => {
    expect(answer({ context: [spoken(utterance())] })).toEqual({ kind: 'text', text: 'I heard 1.8 seconds of speech.' })
    expect(answer({ context: [spoken(silence(500))] })).toEqual({ kind: 'text', text: 'I heard no speech.' })
  })

  it('answers text in words, and speaks them', () => {
    expect(answer({ context: [typed('hi')] })).toEqual({ kind: 'text', text: 'You said: hi' })
    expect(answer({ context: [typed('hi')], modality: 'audio' })).toEqual({
      kind: 'speech',
      transcript: 'You said: hi',
      samples: voice(['you-said', 'chime']),
    })
  })

  it('answers the last thing said only', () => {
    const context = [typed('one'), answered, message('system', { type: 'input_text', text: 'be kind' }), typed('two')]
    expect(answer({ context })).toEqual({ kind: 'text', text: 'You said: two' })
  })

  it('greets when there is nothing to answer, and asks when nobody spoke', () => {
    const greeting = { kind: 'text', text: 'Hello. Say something, and I will say it back.' }
    expect([answer({}), answer({ context: [typed('one'), answered] })]).toEqual([greeting, greeting])
    expect(answer({ context: [spoken(silence(500))], idle: true })).toEqual({
      kind: 'text',
      text: 'Are you still there?',
    })
  })

  it('knows what was said before, when it is asked', () => {
    const asked = typed('What did I say before?')
    expect(answer({ context: [typed('one'), answered, typed('two'), answered, asked] })).toEqual({
      kind: 'text',
      text: 'You said before: one · two',
    })
    expect(answer({ context: [asked] })).toEqual({ kind: 'text', text: 'You said nothing before this.' })
  })

  it('sees that a picture came', () => {
    const picture = message('user', { type: 'input_image', image_url: 'data:,', detail: 'auto' })
    expect(answer({ context: [picture] })).toEqual({ kind: 'text', text: 'You sent a picture.' })
  })

  it('calls a tool that is named, and hands on what all of them answered', () => {
    const tools = [{ type: 'function' as const, name: 'look_up', parameters: {} }]
    expect(answer({ context: [typed('call look_up')], tools })).toEqual({
      kind: 'call',
      name: 'look_up',
      arguments: '{}',
    })
    const context = [typed('call look_up'), output('A'), output('B')]
    expect(answer({ context, tools, toolChoice: 'required' })).toEqual({ kind: 'text', text: 'The tool answered: A B' })
  })
})
