import type { PageFile } from './page-file'

/**
 * Returns the address of Vite's development server if `npm run dev` started one. The page's files then come from it, so
 * that an edited component shows without a restart.
 * @param environment `ELECTRON_RENDERER_URL` is the variable that electron-vite sets
 * @returns an origin on this machine, such as `http://127.0.0.1:5173`; null if there is none
 */
export function developmentServerOf(environment: Readonly<Record<string, string | undefined>>): string | null {
  const address = environment.ELECTRON_RENDERER_URL ?? ''
  if (!URL.canParse(address)) return null
  const { protocol, hostname, origin } = new URL(address)
  return protocol === 'http:' && hostname === '127.0.0.1' ? origin : null
}

/** Fetches a file from the development server; null if the server has none or does not answer. */
export async function developmentFile(server: string, urlPath: string): Promise<PageFile | null> {
  const response = await fetch(`${server}${urlPath === '/' ? '/index.html' : urlPath}`).catch(() => null) // the server is restarting
  if (!response?.ok) return null
  return {
    content: Buffer.from(await response.arrayBuffer()),
    contentType: response.headers.get('content-type') ?? 'application/octet-stream',
    immutable: false,
  }
}
