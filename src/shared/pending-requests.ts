import { type AppError, asFailure, type Failure } from './ipc/result'

/** A child program's answer to a request, under the request's identifier. */
export type ChildAnswer =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly error: AppError }

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (failure: Failure) => void
}

/** The requests to one child program that wait for their answers. */
export class PendingRequests {
  readonly #pending = new Map<number, Pending>()
  #lastId = 0

  /**
   * Sends a request and returns its answer. The caller knows the answer's type.
   * @param post posts the request under an identifier
   * @throws Failure the program's own, or the one that {@link rejectAll} makes
   */
  send<T>(post: (id: number) => void): Promise<T> {
    const id = ++this.#lastId
    return new Promise<T>((resolve, reject) => {
      this.#pending.set(id, { resolve: (value) => resolve(value as T), reject })
      post(id)
    })
  }

  settle(answer: ChildAnswer): void {
    const pending = this.#pending.get(answer.id)
    this.#pending.delete(answer.id)
    if (answer.type === 'answer') pending?.resolve(answer.value)
    else pending?.reject(asFailure(answer.error))
  }

  /** Rejects every request that still waits: the program is gone and answers none of them. */
  rejectAll(makeFailure: () => Failure): void {
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    for (const { reject } of pending) reject(makeFailure())
  }
}
