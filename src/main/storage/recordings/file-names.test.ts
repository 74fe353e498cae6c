import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf, partName, partOf, safeName } from './file-names'

const id = fc.oneof(
  // A byte takes up to three characters of a name; a grapheme can have many bytes.
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((any) => Buffer.byteLength(any) <= 66),
  fc.constantFrom('con', 'NUL', '..', 'a/b'),
)

describe('the name of a file', () => {
  it('is the identifier itself where that is harmless', () => {
    expect(safeName('item_0a-b')).toBe('item_0a-b')
  })

  it.each(['../x', '..', '.', 'a/b', 'a\\b', 'C:', 'con', 'NUL', 'lpt1', 'a\0b', 'Ä ß', '🙂'])(
    'of “%s” leads nowhere and is no device',
    (harmful) => {
      const name = safeName(harmful)
      expect(name).toMatch(/^[a-z0-9_=%-]+$/)
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/)
      expect(idOf(name ?? '')).toBe(harmful)
    },
  )

  it('says what it stands for', () => {
    fc.assert(fc.property(id, (any) => idOf(safeName(any) ?? '') === any))
  })

  it('is another one for another identifier, also where upper and lower case are one', () => {
    fc.assert(
      fc.property(
        id,
        id,
        (one, other) => one === other || safeName(one)?.toLowerCase() !== safeName(other)?.toLowerCase(),
      ),
    )
    expect(safeName('item_A')).not.toBe(safeName('item_a'))
  })

  it('is there for no identifier that file systems could not take', () => {
    expect(safeName('A'.repeat(101))).toBeNull()
    expect(safeName('')).toBeNull()
  })

  it('of a part says which part it is', () => {
    fc.assert(
      fc.property(id, fc.nat(999), (itemId, contentIndex) => {
        expect(partOf(partName(itemId, contentIndex) ?? '')).toEqual({ itemId, contentIndex })
      }),
    )
  })

  it.each(['', 'readme', 'item', '-0', 'Item-0', 'item-1000', 'a%2-0', '%61-0'])('“%s” is no part of ours', (name) => {
    expect(partOf(name)).toBeNull()
  })
})
