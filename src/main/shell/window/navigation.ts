import { app, type WebContents } from 'electron'

/**
 * Keeps every window where it is: it goes nowhere, opens nothing and holds no web view. Links that Parley itself links
 * to (which those are is decided elsewhere) open in the user's browser.
 */
export function forbidNavigation(openLink: (url: string) => Promise<void>): void {
  app.on('web-contents-created', (_event, contents) => keepInPlace(contents, openLink))
}

function keepInPlace(contents: WebContents, openLink: (url: string) => Promise<void>): void {
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url).catch(() => undefined) // a link that is refused simply does not open
    return { action: 'deny' }
  })
}
