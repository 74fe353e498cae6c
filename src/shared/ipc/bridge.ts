import type { EventName, Events, RequestInput, RequestName, RequestOutput } from './contract'
import type { Result } from './result'

/**
 * What a window finds as `window.parley`, the same in every host: over Electron's IPC in the desktop app, over one
 * loopback WebSocket in the web host.
 */
export interface Bridge {
  /** Asks for something; never rejects for what went wrong on the other side, that is a failed `Result`. */
  invoke<N extends RequestName>(
    name: N,
    ...input: RequestInput<N> extends undefined ? [] : [input: RequestInput<N>]
  ): Promise<Result<RequestOutput<N>>>
  /** Listens to an event; the function that comes back stops listening. */
  subscribe<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void
}
