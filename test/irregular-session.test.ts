import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Item } from '../src/shared/conversation/item'
import { isWireEvent, parseFrame, parseServerEvent } from '../src/shared/realtime/parse'
import type { WireEvent } from '../src/shared/realtime/wire'
import { ObedientServer } from './support/obedient-server'
import { ScriptedSession } from './support/scripted-session'
import { timeLimit } from './support/time-limit'

/** What may become of one event on its way: the `at`th that the server sends. */
interface Mishap {
  readonly at: number
  readonly change:
    | { readonly kind: 'dropped' | 'repeated' | 'not JSON' }
    | { readonly kind: 'delayed'; readonly ms: number }
    | { readonly kind: 'renamed'; readonly type: string }
    /** A field, chosen by number, gets another value. */
    | { readonly kind: 'altered'; readonly field: number; readonly value: unknown }
}

const mishap: fc.Arbitrary<Mishap> = fc.record({
  at: fc.nat(40),
  change: fc.oneof(
    fc.constantFrom('dropped' as const, 'repeated' as const, 'not JSON' as const).map((kind) => ({ kind })),
    fc.nat(50_000).map((ms) => ({ kind: 'delayed' as const, ms })),
    fc
      .constantFrom('error', 'response.done', 'response.created', 'ping', 'session.created', '', 'response.cancelled')
      .map((type) => ({ kind: 'renamed' as const, type })),
    fc
      .tuple(
        fc.nat(1_000),
        fc.oneof(fc.jsonValue(), fc.constantFrom('', 'another', 'resp_1', 'item_1', null, Number.NaN)),
      )
      .map(([field, value]) => ({ kind: 'altered' as const, field, value })),
  ),
})

/** Every place in an event that has a value, as a path. */
function places(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path]
  const inside = Object.entries(value).flatMap(([name, field]) => places(field, [...path, name]))
  return path.length === 0 ? inside : [path, ...inside]
}

function withValue(target: unknown, [name, ...deeper]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value
  const copy = (Array.isArray(target) ? [...(target as unknown[])] : { ...(target as object) }) as Record<
    string,
    unknown
  >
  copy[name] = withValue(copy[name], deeper, value)
  return copy
}

function altered(event: WireEvent, field: number, value: unknown): WireEvent {
  const all = places(event).filter(([name]) => name !== 'type')
  const place = all[field % all.length]
  const changed = place ? withValue(event, place, value) : event
  return isWireEvent(changed) ? changed : event
}

/** A session of three turns, and what reaches it of what the server says. */
class IrregularSession {
  readonly session = new ScriptedSession({ mode: 'ptt' })
  readonly #server = new ObedientServer()
  readonly #mishaps: readonly Mishap[]
  #said = 0
  #answered = 0

  constructor(mishaps: readonly Mishap[]) {
    this.#mishaps = mishaps
    this.#say([{ type: 'session.created', session: {} }])
  }

  /** Does something, and lets the server and the clock go on until nothing is waited for. */
  async turn(take: () => void | Promise<void>): Promise<void> {
    await take()
    for (let seconds = 0; seconds < 120 && this.#isWaiting(); seconds += 5) {
      await this.session.service.settled()
      if (!this.#serve()) await this.session.clock.advance(5_000)
    }
    expect(this.#isWaiting()).toBe(false)
  }

  #isWaiting(): boolean {
    const { state } = this.session.service
    if (this.#answered < this.session.sent.length) return true
    return state.phase === 'connecting' || state.phase === 'closing' || this.session.shown?.activity === 'thinking'
  }

  /** Whether there was anything to answer. */
  #serve(): boolean {
    const { sent } = this.session
    if (this.#answered >= sent.length) return false
    const events = sent.slice(this.#answered).filter((event) => event !== 'append')
    this.#answered = sent.length
    for (const event of events) this.#say(this.#server.answer(event))
    return true
  }

  #say(events: readonly WireEvent[]): void {
    for (const event of events) {
      const mishaps = this.#mishaps.filter(({ at }) => at === this.#said)
      this.#said += 1
      this.#deliver(event, mishaps)
    }
  }

  #deliver(event: WireEvent, [mishap, ...more]: readonly Mishap[]): void {
    if (!mishap) {
      this.#hear(JSON.stringify(event))
      return
    }
    const { change } = mishap
    switch (change.kind) {
      case 'dropped':
        return
      case 'repeated':
        this.#deliver(event, more)
        this.#deliver(event, more)
        return
      case 'not JSON':
        this.#hear(JSON.stringify(event).slice(0, -2))
        return
      case 'delayed':
        this.session.clock.schedule(change.ms, () => this.#deliver(event, more))
        return
      case 'renamed':
        this.#deliver({ ...event, type: change.type }, more)
        return
      case 'altered':
        this.#deliver(altered(event, change.field, change.value), more)
    }
  }

  #hear(text: string): void {
    const frame = parseFrame(text)
    const parsed = frame.kind === 'event' ? parseServerEvent(frame.event) : frame
    if (parsed.kind === 'event') this.session.hear(parsed.event)
  }
}

/** Whether a turn has an answer, or a line that says why not. */
function isSettled(items: readonly Item[], { session }: IrregularSession): boolean {
  const { state } = session.service
  if (state.phase === 'closed') return state.error !== null
  const asked = items.findLastIndex((item) => item.kind === 'message' && item.role === 'user')
  const after = items.slice(asked + 1)
  return after.some(
    (item) => item.kind === 'notice' || (item.kind === 'message' && item.parts.some(({ text }) => text)),
  )
}

/** How many cases are tried; `IRREGULAR_SESSIONS=10000` tries more. */
const cases = Number(process.env.IRREGULAR_SESSIONS ?? 1_000)

it(
  'whatever happens to a server’s events, nothing waits for ever, and the third turn is answered or refused in words',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mishap, { minLength: 1, maxLength: 3 }), async (mishaps) => {
        const irregular = new IrregularSession(mishaps)
        const { session } = irregular
        await irregular.turn(() => void session.service.type('One'))
        await irregular.turn(() => session.speak())
        await irregular.turn(() => void session.service.type('Three'))
        expect(isSettled(session.service.conversation.snapshot(), irregular)).toBe(true)
      }),
      { numRuns: cases, seed: 11, endOnFailure: false },
    )
  },
  timeLimit(120_000),
)
