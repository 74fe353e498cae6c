import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  GRACE_MS,
  isTalking,
  MAX_HOLD_MS,
  nextDeadline,
  type PressInput,
  pressStep,
  type PressState,
  released,
  type TalkAction,
  TAP_MS,
} from './press-logic'

const down = (at: number, arrivedAt = at): PressInput => ({ type: 'down', at, arrivedAt })
const up = (at: number, arrivedAt = at): PressInput => ({ type: 'up', at, arrivedAt })
const time = (at: number): PressInput => ({ type: 'time', at })
const escape: PressInput = { type: 'escape' }
const lost: PressInput = { type: 'lost' }
const reset: PressInput = { type: 'reset' }

/** Everything that was asked for, and the state at the end. */
function run(...inputs: PressInput[]): { actions: TalkAction[]; state: PressState } {
  const actions: TalkAction[] = []
  let state = released
  for (const input of inputs) {
    const step = pressStep(state, input)
    state = step.state
    if (step.action) actions.push(step.action)
  }
  return { actions, state }
}

describe('holding', () => {
  it('talks while held, and a moment longer', () => {
    expect(run(down(0), up(1000))).toMatchObject({ actions: ['press'], state: { phase: 'grace' } })
    expect(run(down(0), up(1000), time(1000 + GRACE_MS))).toEqual({ actions: ['press', 'release'], state: released })
  })

  it('goes on if the key only bounces', () => {
    const { actions, state } = run(down(0), up(1000), down(1020), time(1000 + GRACE_MS))
    expect(actions).toEqual(['press'])
    expect(state).toEqual({ phase: 'held', since: 0, downAt: 0 })
  })

  it('ignores the key repeating itself', () => {
    expect(run(down(0), down(500), down(530)).actions).toEqual(['press'])
  })

  it('ends if the window loses the focus', () => {
    expect(run(down(0), lost)).toEqual({ actions: ['press', 'release'], state: released })
  })

  it('ends after the time limit; the late key-up is ignored', () => {
    expect(run(down(0), time(MAX_HOLD_MS - 1)).actions).toEqual(['press'])
    expect(run(down(0), time(MAX_HOLD_MS), up(MAX_HOLD_MS + 5))).toEqual({
      actions: ['press', 'release'],
      state: released,
    })
  })
})

describe('tapping', () => {
  it('latches, and the next tap ends the turn', () => {
    expect(run(down(0), up(TAP_MS - 1)).state.phase).toBe('latched')
    const ended = run(down(0), up(100), down(3000), up(3050))
    expect(ended).toEqual({ actions: ['press', 'release'], state: released })
  })

  it('is a hold from 250 ms on', () => {
    expect(run(down(0), up(TAP_MS)).state.phase).toBe('grace')
  })

  it('stays latched if the key bounces', () => {
    expect(run(down(0), up(100), down(110), up(120)).actions).toEqual(['press'])
    expect(run(down(0), up(100), down(110), up(120)).state.phase).toBe('latched')
  })

  it('stays latched if the window loses the focus', () => {
    expect(run(down(0), up(100), lost).state.phase).toBe('latched')
  })

  it('ends after the longest time', () => {
    expect(run(down(0), up(100), time(MAX_HOLD_MS))).toEqual({ actions: ['press', 'release'], state: released })
  })
})

describe('events that arrive late', () => {
  it('judges a tap by when its key events happened', () => {
    expect(run(down(0, 600), up(100, 1200)).state.phase).toBe('latched')
    expect(run(down(0, 0), up(TAP_MS, 2000)).state.phase).toBe('grace')
    expect(run(down(0, 2000), up(1000, 2000)).state).toMatchObject({ phase: 'grace', letGoAt: 1000 })
  })

  it('starts the longest time when the key-down arrives', () => {
    expect(nextDeadline(run(down(0, 600)).state)).toBe(600 + MAX_HOLD_MS)
  })

  it('does not lengthen the grace when the key-down was late', () => {
    expect(run(down(600), up(1600, 700)).state).toMatchObject({ letGoAt: 700 })
  })
})

describe('Escape', () => {
  it('cancels a held turn; the following key-up is ignored', () => {
    expect(run(down(0), escape, up(1000))).toEqual({ actions: ['press', 'discard'], state: released })
  })

  it('cancels a latched turn', () => {
    expect(run(down(0), up(100), escape)).toEqual({ actions: ['press', 'discard'], state: released })
  })

  it('does nothing if no turn is open', () => {
    expect(run(escape)).toEqual({ actions: [], state: released })
  })
})

describe('a chosen behaviour', () => {
  it('hold: a tap is a short turn', () => {
    expect(pressStep({ phase: 'held', since: 0, downAt: 0 }, up(10), 'hold').state.phase).toBe('grace')
  })

  it('tap: a hold latches, however long it took', () => {
    expect(pressStep({ phase: 'held', since: 0, downAt: 0 }, up(10 * TAP_MS), 'tap').state.phase).toBe('latched')
  })
})

it('drops the turn when the session ends, without a request', () => {
  expect(run(down(0), reset, up(1000))).toEqual({ actions: ['press'], state: released })
  expect(run(down(0), up(100), reset, down(2000)).actions).toEqual(['press', 'press'])
})

it('opens and ends turns alternately in any sequence of events', () => {
  const input = fc.oneof(
    fc.constantFrom<PressInput['type']>('down', 'up', 'time').map((type) => ({ type })),
    fc.constantFrom<PressInput['type']>('escape', 'lost', 'end').map((type) => ({ type })),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(input, fc.nat(400))), (inputs) => {
      let state = released
      let talking = false
      let at = 0
      for (const [{ type }, passed] of inputs) {
        at += passed
        const step = pressStep(state, { type, at, arrivedAt: at })
        state = step.state
        if (step.action) {
          expect(talking).toBe(step.action !== 'press')
          talking = step.action === 'press'
        }
        expect(isTalking(state)).toBe(talking)
        expect(nextDeadline(state) !== null).toBe(talking)
      }
    }),
  )
})
