import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { channels } from '../../shared/ipc/channels'
import type { RequestName } from '../../shared/ipc/contract'
import { appError, type Result } from '../../shared/ipc/result'
import type { Router } from '../ipc/router'
import { appOrigin } from './window/app-scheme'

/** The first thing that a page asks for; it listens by then. */
const firstRequest: RequestName = 'app.snapshot'

/**
 * Connects a window to the router, both ways, for as long as it lives; resolves when the window's page has got its first
 * snapshot, and so listens to what it is told.
 * @param onGone called whenever the page is gone: crashed, or with its window
 */
export type ConnectWindow = (window: BrowserWindow, onGone?: () => void) => Promise<void>

/** Opens the way between our windows and the router. */
export function connectWindows(router: Router): ConnectWindow {
  const pages = new Map<WebContents, () => void>()

  ipcMain.handle(channels.invoke, async (event, name: unknown, input: unknown) => {
    if (!isOwn(event, pages) || typeof name !== 'string') return refused
    const result = await router.handle(name, input)
    const onListening = pages.get(event.sender)
    if (name === firstRequest && onListening) setImmediate(onListening) // behind the answer, which leaves before
    return result
  })
  router.subscribe((name, payload) => {
    for (const contents of pages.keys()) {
      // Nobody listens in a page that has crashed; one that comes back asks for everything.
      if (!contents.isCrashed()) contents.send(channels.event, name, payload)
    }
  })

  return ({ webContents }, onGone = () => undefined) =>
    new Promise((resolve) => {
      pages.set(webContents, resolve)
      webContents.on('render-process-gone', onGone)
      webContents.once('destroyed', () => {
        pages.delete(webContents)
        onGone()
      })
    })
}

/** Only our own page in a window of ours, and no frame inside of it, may ask. */
function isOwn({ sender, senderFrame }: IpcMainInvokeEvent, pages: ReadonlyMap<WebContents, unknown>): boolean {
  return pages.has(sender) && senderFrame?.parent === null && senderFrame.origin === appOrigin
}

const refused: Result<never> = { ok: false, error: appError('ipc.refused') }
