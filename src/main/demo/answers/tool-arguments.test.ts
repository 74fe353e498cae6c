import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeArguments } from './tool-arguments'

const args = (properties: object, text: string, required = Object.keys(properties)): unknown =>
  JSON.parse(makeArguments({ type: 'object', properties, required }, text))

describe('makeArguments', () => {
  it('fills every type from what was said', () => {
    const properties = {
      city: { type: 'string' },
      days: { type: 'integer' },
      share: { type: 'number' },
      unit: { enum: ['celsius', 'fahrenheit'] },
      alerts: { type: 'boolean' },
      tags: { type: 'array', items: { type: 'string' } },
      place: { type: 'object', properties: { zip: { type: ['string', 'null'] } }, required: ['zip'] },
      note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      mode: { type: 'string', default: 'fast' },
      kind: { const: 'forecast' },
    }
    expect(args(properties, 'Rome 3 days 0.5 in Fahrenheit')).toEqual({
      city: 'Rome 3 days 0.5 in Fahrenheit',
      days: 3,
      share: 0.5,
      unit: 'fahrenheit',
      alerts: true,
      tags: ['Rome 3 days 0.5 in Fahrenheit'],
      place: { zip: 'Rome 3 days 0.5 in Fahrenheit' },
      note: 'Rome 3 days 0.5 in Fahrenheit',
      mode: 'fast',
      kind: 'forecast',
    })
  })

  it('leaves optional fields out, and takes 0 where no number was said', () => {
    expect(args({ count: { type: 'integer' }, extra: { type: 'string' } }, 'some', ['count'])).toEqual({ count: 0 })
  })

  it('makes an object of any schema whatever', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (schema, text) => {
        const value: unknown = JSON.parse(makeArguments(schema, text))
        expect(typeof value === 'object' && value !== null && !Array.isArray(value)).toBe(true)
      }),
    )
  })
})
