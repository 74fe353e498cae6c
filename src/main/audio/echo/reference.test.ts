import { describe, expect, it } from 'vitest'
import { Reference } from './reference'

describe('the reference', () => {
  it('keeps the last samples by their numbers; what is not there is silence', () => {
    const reference = new Reference(4)
    reference.push(Int16Array.of(1, 2, 3).map((sample) => sample * 8192))
    expect([...reference.read(-1, new Float64Array(5))]).toEqual([0, 0.25, 0.5, 0.75, 0])
    reference.push(Int16Array.of(-16_384, -32_768))
    expect(reference.end).toBe(5)
    expect([...reference.read(0, new Float64Array(6))]).toEqual([0, 0.5, 0.75, -0.5, -1, 0])
  })
})
