import type { Effect } from './effects'

/**
 * The order of responses. A conversation has at most one at a time: a second `response.create` is an error
 * (`conversation_already_has_active_response`), so requests wait here until `response.done`, and any number of requests
 * that wait become one. A cancel that overtakes `response.created` waits as well.
 */
export interface ResponseOrder {
  readonly current:
    | { readonly phase: 'none' }
    /** Asked for by us, not yet named by the server. */
    | { readonly phase: 'requested'; readonly cancel: boolean }
    | { readonly phase: 'active'; readonly id: string; readonly cancelled: boolean }
  /** Whether another response is to follow this one. */
  readonly waiting: boolean
}

export const noResponses: ResponseOrder = { current: { phase: 'none' }, waiting: false }

type Step = readonly [ResponseOrder, readonly Effect[]]

const create: Effect = { type: 'send', event: { type: 'response.create' } }
const cancel: Effect = { type: 'send', event: { type: 'response.cancel' } }

/** Asks for a response, now or after the present one. */
export function request(order: ResponseOrder): Step {
  if (order.current.phase !== 'none') return [{ ...order, waiting: true }, []]
  return [{ current: { phase: 'requested', cancel: false }, waiting: false }, [create]]
}

/** The server began a response, ours or one of its own. */
export function created(order: ResponseOrder, id: string): Step {
  const cancelled = order.current.phase === 'requested' && order.current.cancel
  return [{ ...order, current: { phase: 'active', id, cancelled } }, cancelled ? [cancel] : []]
}

/** The server ended a response; what waits goes out. */
export function done(order: ResponseOrder, id: string): Step {
  const { current } = order
  // The end of a response that is not the present one (out of band, or reported late) changes nothing.
  if (current.phase === 'active' && current.id !== id) return [order, []]
  return order.waiting ? request(noResponses) : [noResponses, []]
}

/**
 * Cancels the present response; a request that waits is forgotten with it.
 * @param byServer the server cancels by itself, so that nothing has to be sent
 */
export function cancelCurrent(order: ResponseOrder, byServer: boolean): Step {
  const { current } = order
  switch (current.phase) {
    case 'none':
      return [noResponses, []]
    case 'requested':
      return [{ current: { phase: 'requested', cancel: true }, waiting: false }, []]
    case 'active':
      return [
        { current: { ...current, cancelled: true }, waiting: false },
        current.cancelled || byServer ? [] : [cancel],
      ]
  }
}

/** The server refused our request because it had a response of its own: ours waits for that one to end. */
export function refused(order: ResponseOrder): Step {
  return [{ ...order, waiting: true }, []]
}

/** Whether an answer is being made. */
export const isAnswering = (order: ResponseOrder): boolean => order.current.phase !== 'none'
