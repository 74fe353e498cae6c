import type { Clock } from '../../../shared/clock'
import type { WireRateLimit } from '../../../shared/realtime/wire'

const MINUTE_MS = 60_000
const limits = { requests: 10_000, tokens: 800_000 } as const

/** Keeps the account of a connection as OpenAI's server does: so many a minute, refilled all the time. */
export class RateLimits {
  readonly #clock: Clock
  readonly #used = { requests: 0, tokens: 0 }
  #at: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#at = clock.now()
  }

  /** Counts one response. @returns what is left, as `rate_limits.updated` says it */
  spend(tokens: number): WireRateLimit[] {
    const now = this.#clock.now()
    const share = (now - this.#at) / MINUTE_MS
    this.#at = now
    const spent = { requests: 1, tokens }
    return (['requests', 'tokens'] as const).map((name) => {
      const limit = limits[name]
      const used = Math.min(limit, Math.max(0, this.#used[name] - share * limit) + spent[name])
      this.#used[name] = used
      return {
        name,
        limit,
        remaining: Math.floor(limit - used),
        reset_seconds: Math.round((used / limit) * MINUTE_MS) / 1000,
      }
    })
  }
}
