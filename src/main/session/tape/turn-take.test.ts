import { describe, expect, it } from 'vitest'
import { TapeNotes } from '../../../../test/support/tape-notes'
import { InputSound } from './input-sound'
import { TurnTake } from './turn-take'

describe('a take', () => {
  it('needs no sound that it has handed on, and none behind its end', () => {
    const sound = new InputSound()
    sound.append(new Int16Array(100))
    const take = new TurnTake(20, { itemId: '~', contentIndex: 0 }, new TapeNotes())
    expect(take.needs).toBe(20)
    take.give(sound, 60)
    expect(take.needs).toBe(60)
    take.endAt(80)
    take.give(sound, 90)
    expect(take.needs).toBe(Number.POSITIVE_INFINITY)
  })

  it('ends once, and never before what it has handed on', () => {
    const sound = new InputSound()
    sound.append(new Int16Array(100))
    const take = new TurnTake(0, { itemId: '~', contentIndex: 0 }, new TapeNotes())
    take.give(sound, 60)
    take.endAt(40)
    take.endAt(90)
    expect(take.end).toBe(60)
  })
})
