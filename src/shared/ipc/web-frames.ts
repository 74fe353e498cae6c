import { z } from 'zod'
import type { EventName } from './contract'
import type { Result } from './result'

/** What crosses the web host's one socket, as JSON text: requests one way, answers and events the other. */

/** Where the socket is, on the host that served the page. */
export const BRIDGE_PATH = '/bridge'

/** A request; `id` comes back with its answer. */
export const requestFrameSchema = z.object({
  id: z.number().int().nonnegative(),
  name: z.string().max(200),
  input: z.unknown().optional(),
})
export type RequestFrame = z.infer<typeof requestFrameSchema>

export type HostFrame =
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly name: EventName; readonly payload: unknown }
