import { describe, expect, it } from 'vitest'
import { EchoAbsence } from './echo-absence'

const LOUD = 0.01
const QUIET = 1e-8

/** Whether it was ever seen, over stretches of so many frames. */
function seen(...stretches: readonly (readonly [frames: number, heard: number, played: number])[]): boolean {
  const absence = new EchoAbsence()
  return stretches.some(([frames, heard, played]) =>
    Array.from({ length: frames }, () => absence.note(heard, played)).some(Boolean),
  )
}

describe('the absence of an echo', () => {
  it('shows in a second in which nothing comes back', () => {
    expect(seen([200, QUIET, LOUD])).toBe(true)
  })

  it('does not show before a second is over: an echo may come late', () => {
    expect(seen([99, QUIET, LOUD])).toBe(false)
    expect(seen([100, QUIET, QUIET], [45, QUIET, LOUD], [100, LOUD / 10, LOUD])).toBe(false)
  })

  it('does not show while somebody speaks, or nothing is played', () => {
    expect(seen([300, LOUD, LOUD])).toBe(false)
    expect(seen([300, QUIET, 0])).toBe(false)
  })
})
