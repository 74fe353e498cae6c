import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spoken } from '../../../../../test/support/transcripts'
import { messageText } from '../../../../shared/conversation/item'
import { toJson } from '../file/encode'
import { storedItem } from './stored-item'

const item = spoken('assistant', 1000, 'Good day', 900)
const body = toJson(item)

describe('an item as it was stored', () => {
  it('comes back as it was', () => {
    expect(storedItem(body)).toEqual(item)
  })

  it('is an item, or nothing, whatever letter of it was changed', () => {
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 32, max: 126 }), (at, code) => {
        const damaged = body.slice(0, at) + String.fromCharCode(code) + body.slice(at + 1)
        const found = storedItem(damaged)
        if (found?.kind === 'message') expect(typeof messageText(found)).toBe('string')
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps its words when something beside them was changed', () => {
    const found = storedItem(body.replace('"parts"', '"pbrts"'))
    expect(found?.kind === 'message' && messageText(found)).toBe('Good day')
  })
})
