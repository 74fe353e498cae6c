import { describe, expect, it } from 'vitest'
import { readItem } from './item-schema'
import { itemToWire } from './items'

const newId = (kind: string): string => `${kind}_new`

function read(item: unknown): unknown {
  const checked = readItem(item, newId)
  return checked.ok ? itemToWire(checked.value) : [checked.error.code, checked.error.param]
}

describe('readItem', () => {
  it.each([
    { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
    { type: 'message', role: 'system', content: [{ type: 'input_text', text: 'be kind' }] },
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'hello' }] },
    { type: 'message', role: 'user', content: [{ type: 'input_image', image_url: 'data:,', detail: 'auto' }] },
    { type: 'function_call', name: 'run', call_id: 'call_1', arguments: '{}' },
    { type: 'function_call_output', call_id: 'call_1', output: 'done' },
  ])('takes $type of $role', (item) => {
    expect(read(item)).toEqual({ ...item, id: 'item_new', object: 'realtime.item', status: 'completed' })
  })

  it('keeps the id that the client chose', () => {
    expect(read({ id: 'mine', type: 'message', role: 'user', content: [] })).toMatchObject({ id: 'mine' })
  })

  it('reads the sound of a user, and sends it back only when asked', () => {
    const content = [{ type: 'input_audio', audio: 'AQACAA==', transcript: 'hi' }]
    const checked = readItem({ type: 'message', role: 'user', content }, newId)
    if (!checked.ok) throw new Error(checked.error.message)
    expect(itemToWire(checked.value).content).toEqual([{ type: 'input_audio', transcript: 'hi' }])
    expect(itemToWire(checked.value, { withAudio: true }).content).toEqual(content)
  })

  it.each([
    [
      { type: 'message', role: 'user', content: [{ type: 'output_text', text: '' }] },
      'invalid_value',
      'item.content[0].type',
    ],
    [
      { type: 'message', role: 'user', content: [{ type: 'input_text' }] },
      'missing_required_parameter',
      'item.content[0].text',
    ],
    [
      { type: 'message', role: 'user', content: [{ type: 'input_audio', audio: '!' }] },
      'invalid_value',
      'item.content[0].audio',
    ],
    [{ type: 'message', role: 'robot', content: [] }, 'invalid_value', 'item.role'],
    [{ type: 'message', role: 'user', content: [], mood: 1 }, 'unknown_parameter', 'item.mood'],
    [{ type: 'thing' }, 'invalid_value', 'item.type'],
    [{}, 'missing_required_parameter', 'item.type'],
    [{ type: 'message', role: 'user', content: [], id: 'x'.repeat(33) }, 'string_above_max_length', 'item.id'],
    [{ type: 'function_call_output', call_id: 'c', output: { a: 1 } }, 'invalid_type', 'item.output'],
  ])('refuses %j as %s', (item, code, param) => {
    expect(read(item)).toEqual([code, param])
  })
})
