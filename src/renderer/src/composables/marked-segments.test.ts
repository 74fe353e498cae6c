import { describe, expect, it } from 'vitest'
import { markedSegments } from './marked-segments'

const shown = (text: string, ...marks: readonly (readonly [number, number])[]): string =>
  markedSegments(
    text,
    marks.map(([start, end]) => ({ start, end })),
  )
    .map((segment) => (segment.marked ? `[${segment.text}]` : segment.text))
    .join('|')

describe('markedSegments', () => {
  it('cuts a text at its marks, and loses nothing', () => {
    expect(shown('one two three', [4, 7])).toBe('one |[two]| three')
    expect(shown('one two', [0, 3], [4, 7])).toBe('[one]| |[two]')
    expect(shown('onetwo', [0, 3], [3, 6])).toBe('[one]|[two]')
    expect(shown('one')).toBe('one')
    expect(shown('')).toBe('')
  })
})
