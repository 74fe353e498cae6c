import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Conversation } from './conversation'
import type { Item } from './items'

const text = (id: string): Item => ({
  id,
  type: 'message',
  role: 'user',
  status: 'completed',
  content: [{ type: 'input_text', text: id }],
})

const ids = (conversation: Conversation): string[] => conversation.items().map(({ id }) => id)

function holding(...given: string[]): Conversation {
  const conversation = new Conversation('conv_1')
  for (const id of given) conversation.insert(text(id))
  return conversation
}

describe('Conversation', () => {
  it('appends when no place is named, also when it is named as nothing', () => {
    const conversation = holding('a', 'b')
    expect(conversation.insert(text('c'), '')).toEqual({ ok: true, value: 'b' })
    expect(conversation.insert(text('d'), null)).toEqual({ ok: true, value: 'c' })
    expect(ids(conversation)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('inserts at the root, and after an item', () => {
    const conversation = holding('a', 'b')
    expect(conversation.insert(text('first'), 'root')).toEqual({ ok: true, value: null })
    expect(conversation.insert(text('between'), 'a')).toEqual({ ok: true, value: 'a' })
    expect(ids(conversation)).toEqual(['first', 'a', 'between', 'b'])
    expect(conversation.previousId('b')).toBe('between')
    expect(conversation.previousId('first')).toBeNull()
  })

  it('refuses an unknown place, an id that is taken, and the output of a call that nobody made', () => {
    const conversation = holding('a')
    const output: Item = { id: 'o', type: 'function_call_output', status: 'completed', call_id: 'none', output: '' }
    const refusals = [
      conversation.insert(text('b'), 'nowhere'),
      conversation.insert(text('a')),
      conversation.insert(output),
    ]
    expect(refusals.map((refusal) => !refusal.ok && refusal.error.code)).toEqual([
      'item_create_invalid_previous_item_id',
      'item_create_duplicate_item_id',
      'invalid_tool_call_id',
    ])
    expect(ids(conversation)).toEqual(['a'])
  })

  it('deletes an item once', () => {
    const conversation = holding('a', 'b', 'c')
    expect([conversation.delete('b'), conversation.delete('b')]).toEqual([true, false])
    expect(ids(conversation)).toEqual(['a', 'c'])
    conversation.replace(text('b'))
    expect(conversation.get('b')).toBeUndefined()
  })

  it('keeps its order like a list, whatever is inserted and deleted', () => {
    const steps = fc.array(fc.record({ after: fc.nat(12), remove: fc.boolean() }), { maxLength: 40 })
    fc.assert(
      fc.property(steps, (changes) => {
        const conversation = new Conversation('conv_1')
        const model: string[] = []
        changes.forEach(({ after, remove }, index) => {
          const place = model[after]
          if (remove && place !== undefined) {
            conversation.delete(place)
            model.splice(after, 1)
            return
          }
          conversation.insert(text(`item${index}`), place)
          model.splice(place === undefined ? model.length : after + 1, 0, `item${index}`)
        })
        expect(ids(conversation)).toEqual(model)
      }),
    )
  })
})
