/**
 * Returns the content security policy of our pages: scripts, styles and pictures come from the page's own origin only,
 * and no page may frame ours.
 * @param sockets WebSocket addresses that the page may connect to
 * @param developmentServer the origin of Vite's development server, which updates the page over a WebSocket and puts
 *   styles into the document; null in what users run
 */
export function contentSecurityPolicy(sockets: readonly string[], developmentServer: string | null): string {
  const development = developmentServer === null ? [] : [developmentServer, developmentServer.replace('http:', 'ws:')]
  const connections = [...sockets, ...development]
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${developmentServer === null ? '' : " 'unsafe-inline'"}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    ...(connections.length === 0 ? [] : [`connect-src 'self' ${connections.join(' ')}`]),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
