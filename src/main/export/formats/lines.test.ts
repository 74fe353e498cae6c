import { describe, expect, it } from 'vitest'
import { aMessage, aPart, aTranscript, spoken, written } from '../../../../test/support/transcripts'
import type { Item } from '../../../shared/conversation/item'
import { linesOf } from './lines'

const lines = (...items: readonly Item[]) => Array.from(linesOf(aTranscript(items)))

describe('linesOf', () => {
  it('divides an answer where it was stopped', () => {
    expect(lines(spoken('assistant', null, 'one two three four', 1000, 500))).toMatchObject([
      {
        speaker: 'Assistant',
        passages: [{ kind: 'words', heard: 'one two', unheard: 'three four' }],
        endedEarly: false,
      },
    ])
  })

  it('keeps an answer of which nothing was heard', () => {
    expect(lines(spoken('assistant', null, 'one two', 1000, 0))).toMatchObject([
      { passages: [{ heard: '', unheard: 'one two' }] },
    ])
  })

  it('says when an answer ended early without being cut', () => {
    expect(lines(aMessage({ status: 'incomplete' }))).toMatchObject([{ endedEarly: true }])
    expect(lines(aMessage({ status: 'completed' }))).toMatchObject([{ endedEarly: false }])
  })

  it.each([
    ['with its length', aPart({ kind: 'audio', text: '', audioMs: 1849 }), '(spoken, 1.8 s)'],
    ['a picture', aPart({ kind: 'image', text: '' }), '(picture)'],
    ['without a length', aPart({ kind: 'audio', text: ' ' }), '(spoken)'],
    ['cut', aPart({ kind: 'audio', text: '', audioMs: 2000, heardMs: 500 }), '(spoken, 2.0 s, heard 0.5 s)'],
  ])('stands in for what has no words, %s', (_name, part, text) => {
    expect(lines(aMessage({ role: 'user', parts: [part] }))).toMatchObject([{ passages: [{ kind: 'wordless', text }] }])
  })

  it('leaves out turns in which nothing was said', () => {
    const silent = aMessage({ parts: [aPart({ kind: 'audio', text: '' })] })
    expect(lines(silent, aMessage({ parts: [] }), written('\n'))).toEqual([])
  })

  it('gives calls, their outputs and notices lines of their own', () => {
    const base = { id: 'i', at: null, status: 'completed' } as const
    const said = lines(
      { ...base, kind: 'function_output', callId: 'call_1', output: '12' },
      { ...base, kind: 'function_call', callId: 'call_1', name: 'get\nweather', arguments: '{}' },
      { ...base, kind: 'notice', level: 'error', code: 'server.gone', text: 'Gone.' },
      { ...base, kind: 'other', type: 'mcp_list_tools' },
    )
    expect(said).toMatchObject([
      { label: 'Function output', subject: 'get weather', detail: '12' },
      { label: 'Function call', subject: 'get weather', detail: '{}' },
      { label: 'Error', tone: 'error', subject: 'server.gone', detail: 'Gone.' },
      { label: 'Item', subject: 'mcp_list_tools', detail: '' },
    ])
  })
})
