import type { ClientEvent } from '../../../shared/realtime/client-events'
import type { Effect } from './effects'

/**
 * The order of responses. A conversation has at most one at a time: a second `response.create` is an error
 * (`conversation_already_has_active_response`), so requests wait here until `response.done`, and any number of requests
 * that wait become one. A cancel that overtakes `response.created` waits as well.
 */
export interface ResponseOrder {
  readonly current: CurrentResponse
  /** What is to follow this response: nothing, one that has to be asked for, or one that a commit has asked for. */
  readonly waiting: 'nothing' | 'request' | 'commit'
  /** How many were asked for so far; it names the requests, so that a refusal can be told from other errors. */
  readonly requests: number
  /** How many requests that nobody waits for any longer the server may still answer: such an answer is cancelled. */
  readonly owed: number
  /** Responses that were present before, latest last; bounded. */
  readonly earlier: readonly string[]
}

type CurrentResponse =
  | { readonly phase: 'none' }
  /** Asked for by us, not yet named by the server. */
  | ({ readonly phase: 'requested'; readonly cancel: boolean } & Waiting)
  /** `began`: part of it has arrived. */
  | ({
      readonly phase: 'active'
      readonly id: string
      readonly cancelled: boolean
      readonly began: boolean
    } & Waiting)

interface Waiting {
  /** It was shown as late. */
  readonly late: boolean
  /** The server reported an error, perhaps about this response, and nothing of it since. */
  readonly doubtful: boolean
}

const notWaitingLong: Waiting = { late: false, doubtful: false }

export const noResponses: ResponseOrder = {
  current: { phase: 'none' },
  waiting: 'nothing',
  requests: 0,
  owed: 0,
  earlier: [],
}

type Step = readonly [ResponseOrder, readonly Effect[]]

const cancel: ClientEvent = { type: 'response.cancel' }

const requestId = (requests: number): string => `request_${requests}`

/** How many earlier responses are remembered: the end of one comes before the next has ended. */
const REMEMBERED_RESPONSES = 8

/** Asks for a response, now or after the present one. Its answer can't be told from one that is owed: none is, then. */
export function request(order: ResponseOrder): Step {
  if (order.current.phase !== 'none') return [{ ...order, waiting: 'request' }, []]
  return send({ ...order, owed: 0 })
}

/** Waits for a response that the server begins by itself, since a turn was committed. */
export function expect(order: ResponseOrder): ResponseOrder {
  if (order.current.phase !== 'none') return { ...order, waiting: 'commit' }
  return { ...order, current: requested, waiting: 'nothing', owed: 0 }
}

const requested = { phase: 'requested', cancel: false, ...notWaitingLong } as const

function send(order: ResponseOrder): Step {
  const requests = order.requests + 1
  const create: ClientEvent = { type: 'response.create', event_id: requestId(requests) }
  return [{ ...order, current: requested, waiting: 'nothing', requests }, [{ type: 'send', event: create }]]
}

/** The server began a response, ours or one of its own. */
export function created(order: ResponseOrder, id: string): Step {
  const isOwed = order.current.phase === 'none' && order.owed > 0
  const cancelled = isOwed || (order.current.phase === 'requested' && order.current.cancel)
  const current = { phase: 'active', id, cancelled, began: false, ...notWaitingLong } as const
  const owed = isOwed ? order.owed - 1 : order.owed
  return [{ ...leave(order), current, owed }, cancelled ? [{ type: 'send', event: cancel }] : []]
}

/** The present response is to be known as an earlier one. */
function leave(order: ResponseOrder): ResponseOrder {
  const { current, earlier } = order
  if (current.phase !== 'active' || current.id === '') return order
  return { ...order, earlier: [...earlier, current.id].slice(-REMEMBERED_RESPONSES) }
}

/** Part of the present response has arrived. */
export function began(order: ResponseOrder): ResponseOrder {
  const { current } = order
  if (current.phase !== 'active' || (current.began && !current.late && !current.doubtful)) return order
  return { ...order, current: { ...current, began: true, ...notWaitingLong } }
}

/** The present response is late. */
export const late = (order: ResponseOrder): ResponseOrder => withWait(order, { late: true })

/** The server reported an error that may be about the present response. */
export const doubt = (order: ResponseOrder): ResponseOrder => withWait(order, { doubtful: true })

const withWait = (order: ResponseOrder, wait: Partial<Waiting>): ResponseOrder =>
  order.current.phase === 'none' ? order : { ...order, current: { ...order.current, ...wait } }

/**
 * The server ended a response; what waits goes out. The end of an earlier one (out of band, or reported late) changes
 * nothing and answers the same order. Servers that leave out identifiers, or that end a response under a name which they
 * never began, mean the present one.
 */
export function done(order: ResponseOrder, id: string): Step {
  const { current, earlier } = order
  const isOther = current.phase === 'active' && current.id !== id && earlier.includes(id)
  return isOther ? [order, []] : next(order)
}

/** Nothing is being made, or nothing that we wait for: a waiting request goes out. */
export function next(order: ResponseOrder): Step {
  const free: ResponseOrder = { ...leave(order), current: { phase: 'none' }, waiting: 'nothing' }
  switch (order.waiting) {
    case 'nothing':
      return [free, []]
    case 'request':
      return request(free)
    case 'commit':
      return [expect(free), []]
  }
}

/**
 * Cancels the present response; a request that waits is forgotten with it.
 * @param byServer the server cancels by itself, or can't be told to, so that nothing has to be sent
 * @returns the order, and what to send
 */
export function cancelCurrent(
  order: ResponseOrder,
  byServer: boolean,
): readonly [ResponseOrder, readonly ClientEvent[]] {
  const { current } = order
  switch (current.phase) {
    case 'none':
      return [{ ...order, waiting: 'nothing' }, []]
    case 'requested':
      return [{ ...order, current: { ...requested, cancel: true }, waiting: 'nothing' }, []]
    case 'active':
      return [
        { ...order, current: { ...current, cancelled: true, ...notWaitingLong }, waiting: 'nothing' },
        current.cancelled || byServer ? [] : [cancel],
      ]
  }
}

/** The server has nothing to cancel: what was to be cancelled is over. */
export function notActive(order: ResponseOrder): Step {
  const { current } = order
  return current.phase === 'active' && current.cancelled ? next(order) : [order, []]
}

/**
 * The server refused our request because it had a response of its own: ours waits for that one to end, unless the user
 * has stopped it meanwhile, or it is the one that was asked for again.
 */
export function collided(order: ResponseOrder): Step {
  const { current } = order
  if (order.owed > 0) return [{ ...order, owed: order.owed - 1 }, []]
  return [current.phase === 'active' && current.cancelled ? order : { ...order, waiting: 'request' }, []]
}

/** The server refused a request: if it is the one that is out, nothing will come of it. */
export function refused(order: ResponseOrder, request: ClientEvent): Step {
  const isLatest = request.event_id === requestId(order.requests)
  return order.current.phase === 'requested' && isLatest ? next(order) : [order, []]
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
  const [requested, effects] = send(current.phase === 'requested' ? { ...order, owed: order.owed + 1 } : leave(order))
  return [requested, [...cancelling, ...effects]]
}

/** Whether an answer is being made. */
export const isAnswering = (order: ResponseOrder): boolean => order.current.phase !== 'none'

/**
 * Whether the user has stopped the answer and waits for no other. One that has not begun can't be cancelled yet, so a turn
 * behind it waits as long as for any answer: sent at once, it would be answered by the one that was stopped.
 */
export const isStopped = ({ current, waiting }: ResponseOrder): boolean =>
  current.phase === 'active'
    ? current.cancelled
    : current.phase === 'requested' && current.cancel && waiting === 'nothing'

/** Whether it was shown as late. */
export const isLate = ({ current }: ResponseOrder): boolean => current.phase !== 'none' && current.late
