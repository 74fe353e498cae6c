import type { AppError, ErrorValues } from '../../shared/ipc/result'
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
    const values = { host: this.#proxy.host, status: this.#status ?? 0 }
    if (this.#status === null || this.#status === 200) return null
    if (this.#status === 407)
      return error(
        'network.proxy_password',
        `The proxy ${values.host} wants a user and a password (HTTP 407).`,
        'Enter its address as http://user:password@host:port.',
        values,
      )
    return error(
      'network.proxy_refused',
      `The proxy ${values.host} does not let Parley through (HTTP ${values.status}).`,
      'Check the proxy, or whether the server may be reached through it.',
      values,
    )
  }

  /** What is wrong with a proxy that has not answered; null when it has: then it is the server. */
  fault(thrown: Error): AppError | null {
    if (this.#status !== null) return this.refusal
    // Until the proxy has answered, whatever goes wrong is about it.
    return error(
      'network.proxy_unreachable',
      `The proxy ${this.#proxy.host} can’t be reached, or is no proxy.`,
      'Check its address in the settings, under Network.',
      { host: this.#proxy.host, because: thrown.message },
    )
  }

  close(): void {
    this.#proxy.agent.off('proxyConnect', this.#answered)
  }

  readonly #answered = ({ statusCode }: { readonly statusCode: number }): void => {
    this.#status = Number.isInteger(statusCode) ? statusCode : null
  }
}

const error = (code: string, message: string, hint: string, values: ErrorValues): AppError => ({
  code,
  message,
  hint,
  displayable: true,
  values,
})
