import { describe, expect, it } from 'vitest'
import { anchoredAt, everything, extendedTo, noSelection, type Selection, toggled, without } from './selection'

const list = Array.from('abcdef')
const shown = ({ ids, anchor }: Selection): string => `${[...ids].sort().join('')}/${anchor ?? '-'}`

describe('the selection', () => {
  it('takes entries in and out, one by one', () => {
    const two = toggled(toggled(noSelection, 'b'), 'e')
    expect(shown(two)).toBe('be/e')
    expect(shown(toggled(two, 'b'))).toBe('e/b')
  })

  it('reaches from the anchor to an entry, up and down, and shrinks again', () => {
    const down = extendedTo(anchoredAt('c'), 'e', list)
    expect(shown(down)).toBe('cde/c')
    expect(shown(extendedTo(down, 'd', list))).toBe('cd/c')
    expect(shown(extendedTo(down, 'a', list))).toBe('abc/c')
  })

  it('begins at the entry itself where there is no anchor, or none any more', () => {
    expect(shown(extendedTo(noSelection, 'd', list))).toBe('d/d')
    expect(shown(extendedTo(anchoredAt('gone'), 'd', list))).toBe('d/d')
  })

  it('can be everything', () => {
    expect(shown(everything(anchoredAt('c'), list))).toBe('abcdef/c')
    expect(shown(everything(noSelection, list))).toBe('abcdef/a')
  })

  it('forgets what is gone, the anchor too', () => {
    const three = extendedTo(anchoredAt('b'), 'd', list)
    expect(shown(without(three, ['b', 'x']))).toBe('cd/-')
    expect(without(three, ['x']).ids).toBe(three.ids)
  })
})
