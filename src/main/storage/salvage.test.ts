import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { salvage } from './salvage'

const schema = z.object({
  volume: z.number().default(1),
  servers: z.array(z.object({ id: z.string(), model: z.string().default('usual') })).default([]),
  group: z.object({ on: z.boolean().default(true) }).default({ on: true }),
})

it.each([
  ['a field', { volume: 'loud' }, { volume: 1 }],
  ['a field of a group', { group: { on: 'yes' } }, { group: { on: true } }],
  ['a group', { group: 7 }, { group: { on: true } }],
  ['an element', { servers: [{ id: 'a' }, 7, { id: 'b' }] }, { servers: [{ id: 'a' }, { id: 'b' }].map(usual) }],
  ['a field of an element', { servers: [{ id: 'a', model: 3 }] }, { servers: [{ id: 'a' }].map(usual) }],
  [
    'the whole element where it can’t be missing',
    { servers: [{ id: 1 }, { id: 'b' }] },
    { servers: [usual({ id: 'b' })] },
  ],
])('%s that makes no sense costs only that', (_what, value, kept) => {
  const defaults = { volume: 1, servers: [], group: { on: true } }
  expect(salvage(schema, value)).toEqual({ ...defaults, ...kept })
})

function usual<T extends object>(server: T): T & { model: string } {
  return { ...server, model: 'usual' }
}

it('is null where what can’t be missing is', () => {
  expect(salvage(z.object({ id: z.string() }), { id: 1 })).toBeNull()
})

it('ends with something that fits, whatever there is', () => {
  fc.assert(
    fc.property(fc.record({ volume: fc.jsonValue(), servers: fc.jsonValue(), group: fc.jsonValue() }), (value) => {
      expect(schema.safeParse(salvage(schema, value)).success).toBe(true)
    }),
  )
})
