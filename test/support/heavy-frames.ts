import { SAMPLE_RATE } from '../../src/shared/audio-format'
import type { Frame } from '../servers/scripted-server'

/** Frames that ended or froze a client once: too deep, too long, too many. By name. */
export const heavyFrames: Readonly<Record<string, () => Iterable<Frame>>> = {
  'nested 100,000 levels deep': () => [
    `{"type":"session.updated","session":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    `{"type":"vendor.event","a":${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}}`,
  ],
  '100 s of sound in one delta': () => [delta('long', 0, 100)],
  'sound in base64 without padding': () => [delta('bare', 0, 90, (base64) => base64.replace(/=+$/, ''))],
  'a response with 200,000 items': () => [
    {
      type: 'response.done',
      response: {
        id: 'many',
        status: 'completed',
        output: Array.from({ length: 200_000 }, (_, index) => ({ id: `many_${index}`, type: 'vendor_item' })),
      },
    },
  ],
  'a response of a million faults': () => [
    {
      type: 'response.done',
      response: { id: 'faulty', output: listOf(1000, { type: 'message', content: listOf(1000, { text: {} }) }) },
    },
  ],
  '20,000 items of sound': function* () {
    for (let index = 0; index < 20_000; index++) yield delta(`sound_${index}`, 0, 0)
  },
  '5,000 items in reverse order': function* () {
    for (let index = 5_000; index > 0; index--) {
      const item = { id: `reverse_${index}`, type: 'message', role: 'user', content: [] }
      yield { type: 'conversation.item.added', item, previous_item_id: `reverse_${index - 1}` }
    }
  },
  '20,000 late deltas of an item with 900 parts': function* () {
    yield delta('parts', 899, 0)
    yield { type: 'response.output_item.done', item: { id: 'parts', type: 'message', role: 'assistant' } }
    for (let index = 0; index < 20_000; index++) yield delta('parts', 899, 0)
  },
  '300 unknown frames of 1 MB': function* () {
    for (let index = 0; index < 300; index++) yield { type: 'vendor.event', index, text: ' words'.repeat(170_000) }
  },
}

const listOf = (length: number, element: object): readonly object[] => Array.from({ length }, () => element)

function delta(itemId: string, part: number, seconds: number, write = (base64: string) => base64): Frame {
  const sound = Buffer.alloc(Math.max(480, seconds * SAMPLE_RATE * 2) + 1, 1).toString('base64')
  return {
    type: 'response.output_audio.delta',
    response_id: 'heavy',
    item_id: itemId,
    output_index: 0,
    content_index: part,
    delta: write(sound),
  }
}
