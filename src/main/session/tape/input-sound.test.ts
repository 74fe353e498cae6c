import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputSound, movedUp } from './input-sound'

/** The same by definition: an array of all that there was. */
class AllSound {
  samples: number[] = []
  start = 0

  read(from: number, until: number): readonly number[] {
    return this.samples.slice(Math.max(from, this.start), Math.max(until, 0))
  }
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), length: fc.nat(9) }),
  fc.record({ kind: fc.constant('skip' as const), length: fc.nat(9) }),
  fc.record({ kind: fc.constant('forget' as const), at: fc.nat(60) }),
  fc.record({ kind: fc.constant('remove' as const), from: fc.nat(60), length: fc.nat(20) }),
)

describe('the sound that was sent', () => {
  it('reads as if all of it were held, as far back as it is', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(60), fc.nat(60), (steps, from, until) => {
        const sound = new InputSound()
        const all = new AllSound()
        let next = 0
        for (const one of steps) {
          if (one.kind === 'append') {
            const samples = Array.from({ length: one.length }, () => next++)
            sound.append(Int16Array.from(samples))
            all.samples.push(...samples)
          } else if (one.kind === 'skip') {
            sound.skip(one.length)
            all.samples.push(...Array.from({ length: one.length }, () => 0))
            all.start = all.samples.length
          } else if (one.kind === 'forget') {
            sound.forgetBefore(one.at)
            all.start = Math.max(all.start, Math.min(one.at, all.samples.length))
          } else {
            const end = Math.min(one.from + one.length, all.samples.length)
            if (one.from > end) continue
            sound.remove(one.from, end)
            all.samples.splice(one.from, end - one.from)
            all.start = movedUp(all.start, one.from, end - one.from)
          }
          expect([sound.start, sound.end]).toEqual([all.start, all.samples.length])
        }
        expect([...sound.read(from, until)]).toEqual(all.read(from, until))
      }),
    )
  })

  it('copies what it is given, and what it gives', () => {
    const sound = new InputSound()
    const samples = Int16Array.of(1, 2, 3)
    sound.append(samples)
    samples.fill(0)
    sound.read(0, 3).fill(9)
    expect([...sound.read(0, 3)]).toEqual([1, 2, 3])
  })
})
