import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { channels } from '../../shared/ipc/channels'
import type { Result } from '../../shared/ipc/result'
import type { Router } from '../ipc/router'
import { appOrigin } from './app-scheme'

/** Connects the window to the router, both ways. */
export function connectWindow(window: BrowserWindow, router: Router): void {
  ipcMain.handle(channels.invoke, (event, name: unknown, input: unknown) =>
    isOwn(event, window) && typeof name === 'string' ? router.handle(name, input) : refused,
  )
  router.subscribe((name, payload) => {
    // Nobody listens in a window that is gone or has crashed; one that comes back asks for everything.
    if (window.isDestroyed() || window.webContents.isCrashed()) return
    window.webContents.send(channels.event, name, payload)
  })
}

/** Only our own page in our own window, and no frame inside of it, may ask. */
function isOwn({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return sender === window.webContents && senderFrame?.parent === null && senderFrame.origin === appOrigin
}

const refused: Result<never> = {
  ok: false,
  error: { code: 'ipc.refused', message: 'This page may not ask for anything.', hint: '', displayable: true },
}
