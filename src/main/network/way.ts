import type { HttpsProxyAgent } from 'https-proxy-agent'

/** How sockets reach a server. */
export interface Way {
  /** Leads through a proxy; null: straight to the server. */
  readonly proxy: { readonly agent: HttpsProxyAgent<string>; readonly host: string } | null
  /** Certificates (PEM) of all authorities that are trusted; null: those that Node has by itself. */
  readonly authorities: readonly string[] | null
}

export const directWay: Way = { proxy: null, authorities: null }
