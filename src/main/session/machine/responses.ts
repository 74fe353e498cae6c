import type { ClientEvent } from '../../../shared/realtime/client-events'
import type { Effect } from './effects'

/**
 * The order of responses. A conversation has at most one at a time: a second `response.create` is an error
 * (`conversation_already_has_active_response`), so requests wait here until `response.done`, and any number of requests
 * that wait become one. A cancel that overtakes `response.created` waits as well.
 */
export interface ResponseOrder {
  readonly current:
    | { readonly phase: 'none' }
    /** Asked for by us, not yet named by the server. `late`: it was shown as late. */
    | { readonly phase: 'requested'; readonly cancel: boolean; readonly late: boolean }
    /** `began`: part of it has arrived. */
    | {
        readonly phase: 'active'
        readonly id: string
        readonly cancelled: boolean
        readonly late: boolean
        readonly began: boolean
      }
  /** Whether another response is to follow this one. */
  readonly waiting: boolean
  /** How many were asked for so far; it names the requests, so that a refusal can be told from other errors. */
  readonly requests: number
  /** How many requests that nobody waits for any longer the server may still answer: such an answer is cancelled. */
  readonly owed: number
}

export const noResponses: ResponseOrder = { current: { phase: 'none' }, waiting: false, requests: 0, owed: 0 }

type Step = readonly [ResponseOrder, readonly Effect[]]

const cancel: ClientEvent = { type: 'response.cancel' }

const requestId = (requests: number): string => `request_${requests}`

/** Asks for a response, now or after the present one. Its answer can't be told from one that is owed: none is, then. */
export function request(order: ResponseOrder): Step {
  if (order.current.phase !== 'none') return [{ ...order, waiting: true }, []]
  return send({ ...order, owed: 0 })
}

function send(order: ResponseOrder): Step {
  const requests = order.requests + 1
  const create: ClientEvent = { type: 'response.create', event_id: requestId(requests) }
  return [
    { ...order, current: { phase: 'requested', cancel: false, late: false }, waiting: false, requests },
    [{ type: 'send', event: create }],
  ]
}

/** The server began a response, ours or one of its own. */
export function created(order: ResponseOrder, id: string): Step {
  const isOwed = order.current.phase === 'none' && order.owed > 0
  const cancelled = isOwed || (order.current.phase === 'requested' && order.current.cancel)
  const current = { phase: 'active', id, cancelled, late: false, began: false } as const
  const owed = isOwed ? order.owed - 1 : order.owed
  return [{ ...order, current, owed }, cancelled ? [{ type: 'send', event: cancel }] : []]
}

/** Part of the present response has arrived. */
export function began(order: ResponseOrder): ResponseOrder {
  const { current } = order
  if (current.phase !== 'active' || (current.began && !current.late)) return order
  return { ...order, current: { ...current, began: true, late: false } }
}

/** The present response is late. */
export function late(order: ResponseOrder): ResponseOrder {
  return order.current.phase === 'none' ? order : { ...order, current: { ...order.current, late: true } }
}

/**
 * The server ended a response; what waits goes out. The end of a response that is not the present one (out of band, or
 * reported late) changes nothing and answers the same order. Servers that leave out identifiers mean the present one.
 */
export function done(order: ResponseOrder, id: string): Step {
  const { current } = order
  const isOther = current.phase === 'active' && current.id !== '' && id !== '' && current.id !== id
  return isOther ? [order, []] : next(order)
}

/** Nothing is being made, or nothing that we wait for: a waiting request goes out. */
export function next(order: ResponseOrder): Step {
  const free: ResponseOrder = { ...order, current: { phase: 'none' }, waiting: false }
  return order.waiting ? request(free) : [free, []]
}

/**
 * Cancels the present response; a request that waits is forgotten with it.
 * @param byServer the server cancels by itself, so that nothing has to be sent
 * @returns the order, and what to send
 */
export function cancelCurrent(
  order: ResponseOrder,
  byServer: boolean,
): readonly [ResponseOrder, readonly ClientEvent[]] {
  const { current } = order
  switch (current.phase) {
    case 'none':
      return [{ ...order, waiting: false }, []]
    case 'requested':
      return [{ ...order, current: { phase: 'requested', cancel: true, late: false }, waiting: false }, []]
    case 'active':
      return [
        { ...order, current: { ...current, cancelled: true, late: false }, waiting: false },
        current.cancelled || byServer ? [] : [cancel],
      ]
  }
}

/**
 * The server refused our request because it had a response of its own: ours waits for that one to end, unless the user
 * has stopped it meanwhile, or it is the one that was asked for again.
 */
export function collided(order: ResponseOrder): Step {
  const { current } = order
  if (order.owed > 0) return [{ ...order, owed: order.owed - 1 }, []]
  return [current.phase === 'active' && current.cancelled ? order : { ...order, waiting: true }, []]
}

/**
 * The server reported an error. If it refuses the request that is out, nothing will come of it; errors about something
 * else name another event.
 */
export function failed(order: ResponseOrder, eventId: string | null | undefined): Step {
  const isOurs = eventId == null || eventId === requestId(order.requests)
  return order.current.phase === 'requested' && isOurs ? next(order) : [order, []]
}

/** Stops waiting for the present response. A waiting request goes out. */
export function giveUp(order: ResponseOrder): Step {
  const cancelling: readonly Effect[] = order.current.phase === 'active' ? [{ type: 'send', event: cancel }] : []
  const [free, effects] = next(order)
  return [free, [...cancelling, ...effects]]
}

/** Stops waiting for the end of a cancelled response. Where the server has not begun it, it is cancelled when it begins. */
export function forget(order: ResponseOrder): Step {
  return next(order.current.phase === 'requested' ? { ...order, owed: order.owed + 1 } : order)
}

/** Requests another response in place of the present one. */
export function retry(order: ResponseOrder): Step {
  const { current } = order
  if (current.phase === 'none') return [order, []]
  const cancelling: readonly Effect[] = current.phase === 'active' ? [{ type: 'send', event: cancel }] : []
  const [requested, effects] = send(current.phase === 'requested' ? { ...order, owed: order.owed + 1 } : order)
  return [requested, [...cancelling, ...effects]]
}

/** Whether an answer is being made. */
export const isAnswering = (order: ResponseOrder): boolean => order.current.phase !== 'none'

/** Whether it was shown as late. */
export const isLate = ({ current }: ResponseOrder): boolean => current.phase !== 'none' && current.late
