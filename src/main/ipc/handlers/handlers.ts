import type { RequestInput, RequestName, RequestOutput } from '../../../shared/ipc/contract'

/** What a handler answers; one that only does something may answer whatever it likes, nobody will see it. */
type Answer<T> = [T] extends [undefined] ? unknown : T | Promise<T>

/** A handler for each of some requests; what it throws becomes a failed `Result`. */
export type Handlers<N extends RequestName = RequestName> = {
  readonly [K in N]: (input: RequestInput<K>) => Answer<RequestOutput<K>>
}

/** The requests of one domain, such as `session.start` of `session`. */
export type RequestsOf<Domain extends string> = Extract<RequestName, `${Domain}.${string}`>
