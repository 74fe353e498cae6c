import { type AppError, appError } from '../../shared/ipc/result'
import type { Way } from './way'

/** Tells the faults of a proxy from those of the server behind it, for one connection. */
export class ProxyWatch {
  readonly #proxy: NonNullable<Way['proxy']>
  /** The HTTP status that the proxy answered; null before, and where it answers something else. */
  #status: number | null = null

  constructor(proxy: NonNullable<Way['proxy']>) {
    this.#proxy = proxy
    proxy.agent.once('proxyConnect', this.#answered)
  }

  /** Why the proxy let nobody through; null when it did. */
  get refusal(): AppError | null {
    const { host } = this.#proxy
    const status = this.#status
    if (status === null || status === 200) return null
    return status === 407
      ? appError('network.proxy_password', { host })
      : appError('network.proxy_refused', { host, status })
  }

  /** What is wrong with a proxy that has not answered; null when it has: then it is the server. */
  fault(): AppError | null {
    if (this.#status !== null) return this.refusal
    // Until the proxy has answered, whatever goes wrong is about it.
    return appError('network.proxy_unreachable', { host: this.#proxy.host })
  }

  close(): void {
    this.#proxy.agent.off('proxyConnect', this.#answered)
  }

  readonly #answered = ({ statusCode }: { readonly statusCode: number }): void => {
    this.#status = Number.isInteger(statusCode) ? statusCode : null
  }
}
