import type { EventName, Events, RequestInput, RequestName, RequestOutput } from '../../shared/ipc/contract'
import type { Bridge } from '../../shared/ipc/bridge'
import type { AppError } from '../../shared/ipc/result'

/** A request that the other side answered with an error, which is plain data and can be shown. */
class RequestError extends Error {
  readonly error: AppError

  constructor(error: AppError) {
    super(error.message)
    this.name = 'RequestError'
    this.error = error
  }
}

/**
 * Asks the main side for something.
 * @throws RequestError with the error that the main side answered
 */
export async function request<N extends RequestName>(
  name: N,
  ...input: RequestInput<N> extends undefined ? [] : [input: RequestInput<N>]
): Promise<RequestOutput<N>> {
  const result = await bridge().invoke(name, ...input)
  if (!result.ok) throw new RequestError(result.error)
  return result.value
}

/** Listens to an event of the main side; the function that comes back stops listening. */
export const subscribe = <N extends EventName>(name: N, listener: (payload: Events[N]) => void): (() => void) =>
  bridge().subscribe(name, listener)

/** Any thrown thing as an error that can be shown; what is not a {@link RequestError} is a defect of the window. */
export function errorOf(thrown: unknown): AppError {
  if (thrown instanceof RequestError) return thrown.error
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'internal.window', message, hint: '', displayable: false }
}

function bridge(): Bridge {
  if (!window.parley) throw new Error('The window has no connection to Parley.')
  return window.parley
}
