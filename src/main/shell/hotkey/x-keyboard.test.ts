import { describe, expect, it } from 'vitest'
import { letterPlaces } from './x-keyboard'

/** As `xkbcomp -xkb` writes it. */
const german = `
    alias <LatY> = <AD06>;
    key <AE01> { [ 1, exclam ] };
    key <AD06> {
        type= "FOUR_LEVEL_SEMIALPHABETIC",
        symbols[Group1]= [               z,               Z,       leftarrow,             yen ]
    };
    key <AB01> {
        type= "FOUR_LEVEL_SEMIALPHABETIC",
        symbols[Group1]= [               y,               Y,  guillemotright,           U203A ]
    };
    key <AC10> { [ odiaeresis, Odiaeresis ] };
    key <AD01> { [ q, Q, at, Greek_OMEGA ] };
    modifier_map Control { <LCTL> };`

describe('letters of an X keymap', () => {
  it('lie where the layout has them', () => {
    expect([...letterPlaces(german)].sort()).toEqual([
      ['Q', 'Q'],
      ['Y', 'Z'],
      ['Z', 'Y'],
    ])
  })

  it('may lie in the place of a sign', () => {
    expect(letterPlaces('key <AC10> { [ m, M, mu, masculine ] };').get('M')).toBe(';')
  })

  it('are found in a second layout, and in the first one first', () => {
    const twoLayouts = `
      key <AD06> { symbols[Group1]= [ Cyrillic_en, Cyrillic_EN ], symbols[Group2]= [ y, Y ] };
      key <AD01> { symbols[Group1]= [ x, X ], symbols[Group2]= [ q, Q ] };
      key <AB02> { symbols[Group1]= [ at, at ], symbols[Group2]= [ x, X ] };`
    const places = letterPlaces(twoLayouts)
    expect([places.get('Y'), places.get('X')]).toEqual(['Y', 'Q'])
  })

  it('are none in what is no keymap', () => {
    expect(letterPlaces('Error: cannot open display').size).toBe(0)
  })
})
