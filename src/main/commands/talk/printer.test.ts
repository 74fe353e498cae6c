import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Conversation } from '../../../shared/conversation/conversation'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import { ConversationPrinter } from './printer'

/** What the printer makes of events and of what happens in between. */
function printed(act: (apply: (...events: ServerEvent[]) => void, conversation: Conversation) => void): string {
  let text = ''
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString()
      done()
    },
  })
  const conversation = new Conversation()
  const printer = new ConversationPrinter(out)
  const apply = (...events: ServerEvent[]): void => {
    for (const event of events) printer.print(conversation.apply(event))
  }
  act(apply, conversation)
  printer.endLine()
  return text
}

const delta = (item_id: string, text: string): ServerEvent => ({
  type: 'response.output_audio_transcript.delta',
  output_index: 0,
  content_index: 0,
  item_id,
  delta: text,
})

const typed = (id: string, text: string): ServerEvent => ({
  type: 'conversation.item.added',
  item: { id, type: 'message', role: 'user', status: 'completed', content: [{ type: 'input_text', text }] },
})

const transcript = (item_id: string, text: string): ServerEvent => ({
  type: 'conversation.item.input_audio_transcription.completed',
  item_id,
  content_index: 0,
  transcript: text,
})

describe('ConversationPrinter', () => {
  it('prints words as they come, and each speaker on a line', () => {
    const text = printed((apply) => apply(typed('u', 'Hi'), delta('a', 'Hel'), delta('a', 'lo'), delta('a', '!')))
    expect(text).toBe('You     Hi\nParley  Hello!\n')
  })

  it('holds an answer back until the words of the question are known', () => {
    const text = printed((apply) =>
      apply(
        { type: 'input_audio_buffer.committed', item_id: 'u' },
        delta('a', 'Well'),
        transcript('u', 'How are you?'),
        delta('a', ', fine.'),
      ),
    )
    expect(text).toBe('You     How are you?\nParley  Well, fine.\n')
  })

  it('holds it back no longer than to its end', () => {
    const text = printed((apply) =>
      apply(
        { type: 'input_audio_buffer.committed', item_id: 'u' },
        delta('a', 'Well.'),
        {
          type: 'response.output_item.done',
          output_index: 0,
          item: { id: 'a', type: 'message', role: 'assistant', status: 'completed', content: [] },
        },
        transcript('u', 'How are you?'),
      ),
    )
    expect(text).toBe('Parley  Well.\nYou     How are you?\n')
  })

  it('says where an answer was cut off, and prints no more of it', () => {
    const text = printed((apply) =>
      apply(
        delta('a', 'One two three'),
        { type: 'conversation.item.truncated', item_id: 'a', content_index: 0, audio_end_ms: 1200 },
        delta('a', ' four'),
      ),
    )
    expect(text).toBe('Parley  One two three — [interrupted after 1.2 s]\n')
  })

  it('prints notices and tools once', () => {
    const call: ServerEvent = {
      type: 'response.output_item.done',
      output_index: 0,
      item: { id: 'c', type: 'function_call', status: 'completed', name: 'time', call_id: 'x', arguments: '{}' },
    }
    const text = printed((apply) => apply(call, call, { type: 'error', error: { message: 'Too fast.' } }))
    expect(text).toBe('Tool    time({})\nNote    Too fast.\n')
  })

  it('prints nothing twice when the whole text comes after its pieces', () => {
    const text = printed((apply) =>
      apply(delta('a', 'Hello'), {
        type: 'response.output_audio_transcript.done',
        output_index: 0,
        content_index: 0,
        item_id: 'a',
        transcript: 'Hello there',
      }),
    )
    expect(text).toBe('Parley  Hello there\n')
  })
})
