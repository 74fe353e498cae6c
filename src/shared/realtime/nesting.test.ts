import { describe, expect, it } from 'vitest'
import { isTooDeep } from './nesting'

const nested = (levels: number): unknown => JSON.parse(`${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`)

describe('nesting', () => {
  it('is too deep where walking it could overflow the stack', () => {
    expect([isTooDeep(nested(100)), isTooDeep(nested(102)), isTooDeep(nested(200_000))]).toEqual([false, true, true])
  })

  it('does not depend on how many values there are', () => {
    expect(isTooDeep(Array.from({ length: 300_000 }, () => ({ a: {} })))).toBe(false)
    expect([isTooDeep(null), isTooDeep('text'), isTooDeep({})]).toEqual([false, false, false])
  })
})
