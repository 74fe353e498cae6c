import type { TalkBehaviour } from '../../../shared/settings'

/**
 * What the talk key means, be it the button, Space or the global hotkey. Holding talks while it is held; a quick tap
 * latches, and the next tap ends the turn; Escape throws the turn away. Pure: times come in, in milliseconds of one
 * steady clock.
 *
 * How long the key was down is judged by when its events happened. A busy machine may deliver them late, and then a tap
 * would look like a hold. Deadlines run from when they arrived.
 */

/** A press shorter than this is a tap. */
export const TAP_MS = 250
/** A key that comes up and goes down again this quickly has only bounced. */
const BOUNCE_MS = 30
/** Talking goes on this long after a hold ends: the last syllable outlives the finger. */
export const GRACE_MS = 50
/** The longest turn, for a key-up that never comes. */
export const MAX_HOLD_MS = 5 * 60_000

export type PressState =
  /** Not talking. */
  | { readonly phase: 'up' }
  /** Talking while held. `since`: when the key-down arrived; `downAt`: when it happened. */
  | { readonly phase: 'held'; readonly since: number; readonly downAt: number }
  /** Let go of a moment ago, and still talking. `letGoAt`: when the key-up happened. */
  | { readonly phase: 'grace'; readonly since: number; readonly downAt: number; readonly letGoAt: number }
  /** Talking hands-off after a tap. `letGoAt`: when the key-up happened. */
  | { readonly phase: 'latched'; readonly since: number; readonly downAt: number; readonly letGoAt: number }
  /** Not talking, but the key is still down: its coming up means nothing. */
  | { readonly phase: 'spent' }

/** When a key event happened, and when it arrived. */
export interface KeyMoment {
  readonly at: number
  readonly arrivedAt: number
}

export type PressInput =
  | ({ readonly type: 'down' } & KeyMoment)
  | ({ readonly type: 'up' } & KeyMoment)
  | { readonly type: 'escape' }
  /** Whoever watches the key can't see it any more, so its coming up may be missed. */
  | { readonly type: 'lost' }
  /** Nothing more can be heard: what was said ends the turn. */
  | { readonly type: 'end' }
  /** There is no turn any more, whatever the key does: the session is over or its mode has changed. */
  | { readonly type: 'reset' }
  /** Time has passed. */
  | { readonly type: 'time'; readonly at: number }

export type TalkAction = 'press' | 'release' | 'discard'

export interface PressStep {
  readonly state: PressState
  /** What to ask the session for, if anything. */
  readonly action: TalkAction | null
}

export const released: PressState = { phase: 'up' }

export const isTalking = ({ phase }: PressState): boolean =>
  phase === 'held' || phase === 'grace' || phase === 'latched'

/** When the state wants to be told the time, or null when it waits for the user alone. */
export function nextDeadline(state: PressState): number | null {
  switch (state.phase) {
    case 'held':
    case 'latched':
      return state.since + MAX_HOLD_MS
    case 'grace':
      return state.letGoAt + GRACE_MS
    case 'up':
    case 'spent':
      return null
  }
}

/** @param behaviour `hold`: a tap is a short hold; `tap`: a hold is a long tap; `auto`: as long as it takes tells */
export function pressStep(state: PressState, input: PressInput, behaviour: TalkBehaviour = 'auto'): PressStep {
  switch (input.type) {
    case 'down':
      return goDown(state, input)
    case 'up':
      return comeUp(state, input, behaviour)
    case 'escape':
      return isTalking(state) ? { state: afterEnd(state), action: 'discard' } : stay(state)
    case 'end':
      return isTalking(state) ? { state: afterEnd(state), action: 'release' } : stay(state)
    case 'lost':
      return loseSight(state)
    case 'reset':
      return { state: afterEnd(state), action: null }
    case 'time':
      return passTime(state, input.at)
  }
}

function goDown(state: PressState, { at, arrivedAt }: KeyMoment): PressStep {
  switch (state.phase) {
    case 'up':
      return { state: { phase: 'held', since: arrivedAt, downAt: at }, action: 'press' }
    case 'grace':
      return { state: heldAgain(state), action: null }
    case 'latched':
      if (at - state.letGoAt < BOUNCE_MS) return { state: heldAgain(state), action: null }
      return { state: { phase: 'spent' }, action: 'release' }
    case 'held':
    case 'spent':
      return stay(state)
  }
}

/** The key only bounced: the press goes on. */
const heldAgain = ({ since, downAt }: { since: number; downAt: number }): PressState => ({
  phase: 'held',
  since,
  downAt,
})

function comeUp(state: PressState, { at, arrivedAt }: KeyMoment, behaviour: TalkBehaviour): PressStep {
  switch (state.phase) {
    case 'held': {
      const isTap = behaviour === 'auto' ? at - state.downAt < TAP_MS : behaviour === 'tap'
      const { since, downAt } = state
      // A key-down that arrived late puts its key-up in the future, which would lengthen the grace.
      const letGoAt = Math.min(at, arrivedAt)
      return { state: { phase: isTap ? 'latched' : 'grace', since, downAt, letGoAt }, action: null }
    }
    case 'spent':
      return { state: released, action: null }
    case 'up':
    case 'grace':
    case 'latched':
      return stay(state)
  }
}

/** What is held can't be told from what was let go of: the turn ends with what was said. A latch goes on. */
function loseSight(state: PressState): PressStep {
  switch (state.phase) {
    case 'held':
    case 'grace':
      return { state: released, action: 'release' }
    case 'spent':
      return { state: released, action: null }
    case 'up':
    case 'latched':
      return stay(state)
  }
}

function passTime(state: PressState, at: number): PressStep {
  const deadline = nextDeadline(state)
  return deadline !== null && at >= deadline ? { state: afterEnd(state), action: 'release' } : stay(state)
}

/** While the key is down, its coming up is still to be swallowed. */
const afterEnd = ({ phase }: PressState): PressState =>
  phase === 'held' || phase === 'spent' ? { phase: 'spent' } : released

const stay = (state: PressState): PressStep => ({ state, action: null })
