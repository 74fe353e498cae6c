import { Readable } from 'node:stream'
import { protocol } from 'electron'

const scheme = 'parley'

/** Where the window comes from; nothing else may talk to the main process. */
export const appOrigin = `${scheme}://app`

/** The address of one of our pages. */
export const pageUrl = (name: 'index' | 'pill'): string => `${appOrigin}/${name}.html`

/** Makes the scheme an origin as https is one: modules and storage work in it. Only possible before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true } },
  ])
}

/** What the scheme answers with; only types, as the shell knows no other adapter. */
interface Answers {
  /** Finds a file of the page by a URL's path and query, percent-encoded; never one outside of the page's folder. */
  readonly findFile: (urlPath: string) => Promise<{ readonly content: Buffer; readonly contentType: string } | null>
  /** Answers a player's request for a recording, by a URL's path and the request's `Range` header. */
  readonly answerRecording: (
    urlPath: string,
    range: string | null,
  ) => Promise<{
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: Readable | null
  }>
  /** The page's policy: it runs its own scripts and styles and reaches no network; only main sends anything. */
  readonly contentSecurityPolicy: string
}

/** Serves the page as `parley://app/…`, and recordings under it. Only possible when the app is ready. */
export function serveApp({ findFile, answerRecording, contentSecurityPolicy }: Answers): void {
  protocol.handle(scheme, async ({ url, method, headers }) => {
    const { host, pathname, search } = new URL(url)
    const isAsked = host === 'app' && method === 'GET'
    if (isAsked && pathname.startsWith('/recordings/')) {
      const { body, ...answer } = await answerRecording(pathname, headers.get('range'))
      return new Response(body && (Readable.toWeb(body) as ReadableStream), answer)
    }
    const file = isAsked ? await findFile(pathname + search) : null
    if (!file) return new Response('Not found', { status: 404 })
    return new Response(new Uint8Array(file.content), {
      headers: {
        'content-type': file.contentType,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
      },
    })
  })
}
