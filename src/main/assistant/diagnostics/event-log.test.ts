import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import type { Parsed } from '../../../shared/realtime/parse'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import { EventLog } from './event-log'
import { redactedText } from '../../../shared/realtime/redact'

const sound = Buffer.alloc(960, 7).toString('base64')
const delta: ServerEvent = {
  type: 'response.output_audio.delta',
  response_id: 'r',
  item_id: 'i',
  output_index: 0,
  content_index: 0,
  delta: sound,
}
const event = (of: ServerEvent): Parsed<ServerEvent> => ({ kind: 'event', event: of })

describe('the text of an event', () => {
  it('contains no audio, wherever it stands', () => {
    const log = new EventLog(new ManualClock())
    log.record(event(delta), 'response.audio.delta')
    log.record({ kind: 'unknown', type: 'new', raw: { type: 'new', deep: [{ pcm: sound }] } }, 'new')
    log.record({ kind: 'malformed', reason: 'not JSON', raw: sound }, '')
    const { recent } = log.read()
    expect(recent.map(({ type }) => type)).toEqual(['response.audio.delta', 'new', '(malformed)'])
    for (const { text } of recent) expect(text).not.toContain(sound.slice(0, 40))
    expect(recent[0]?.text).toContain(`[${sound.length} characters of base64]`)
  })

  it.each([
    ['a key of OpenAI', 'Incorrect API key provided: sk-proj-abcdefghij0123456789.', 'abcdefghij'],
    ['a key of Azure', 'key 0123456789abcdef0123456789abcdef here', '0123456789abcdef'],
    ['a header', 'Authorization: Bearer topsecret/value', 'topsecret'],
    ['a passing key', 'ek_68a0b0c0d0e0f0', '68a0b0c0'],
  ])('has no key in it: %s', (_what, message, secret) => {
    expect(redactedText({ type: 'error', error: { message } }, [])).not.toContain(secret)
  })

  it('contains no key in use, nor the value of a field for keys', () => {
    const log = new EventLog(new ManualClock())
    log.hide('hunter2')
    const raw = { type: 'x', note: 'you sent hunter2', client_secret: { value: 'abc' } }
    log.record({ kind: 'unknown', type: 'x', raw }, 'x')
    expect(log.read().recent[0]?.text).toBe('{"type":"x","note":"you sent [key]","client_secret":"[key]"}')
  })

  it('keeps words, however many there are, up to a length', () => {
    const words = 'word '.repeat(100)
    expect(redactedText({ words }, [])).toContain(words)
    expect(redactedText({ words: 'word '.repeat(10_000) }, []).length).toBe(4000)
  })
})

describe('the log', () => {
  it('keeps the last events and counts all', () => {
    const log = new EventLog(new ManualClock())
    for (let index = 0; index < 1234; index++)
      log.record(event({ type: 'conversation.created', event_id: `e${index}` }), 'conversation.created')
    const { recent, counts } = log.read()
    expect(recent).toHaveLength(500)
    expect(recent.at(-1)?.text).toContain('e1233')
    expect(counts).toEqual([{ type: 'conversation.created', count: 1234, known: true }])
  })
})
