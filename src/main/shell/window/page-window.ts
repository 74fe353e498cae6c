import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import type { Clock } from '../../../shared/clock'
import { logOf } from '../../../shared/log'

const log = logOf('window')

/** A window for one of our pages, not yet loaded and not yet to be seen. The page gets no more than the preload gives. */
export const createPageWindow = (preload: string, options: BrowserWindowConstructorOptions): BrowserWindow =>
  new BrowserWindow({
    title: 'Parley',
    ...options,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      // A page that nobody sees for a moment has to keep up with the conversation, or it would stutter when it is shown.
      backgroundThrottling: false,
    },
  })

/** Crashes longer ago than this have nothing to do with the present one. */
const CRASH_MEMORY_MS = 60_000
const MAX_PAUSE_MS = 30_000

/**
 * Loads our page, and again whenever its process dies: the conversation is main's and goes on. Where it dies again and
 * again the pauses grow, so that trying does not take the machine from the session.
 */
export function loadPage(window: BrowserWindow, url: string, clock: Clock): void {
  let crashes: readonly number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    log.error('The page’s process ended; it is loaded again.', undefined, { reason })
    const now = clock.now()
    crashes = [...crashes.filter((at) => now - at < CRASH_MEMORY_MS), now]
    const pauseMs = crashes.length === 1 ? 0 : Math.min(MAX_PAUSE_MS, 1000 * 2 ** (crashes.length - 2))
    // Never from within the event: Chromium is still taking the old process down.
    clock.schedule(pauseMs, () => {
      if (!window.isDestroyed()) window.webContents.reload()
    })
  })
  window.loadURL(url).catch((error: unknown) => {
    // A window that goes before its page has come is nothing to speak of.
    if (!window.isDestroyed()) log.error('A page could not be loaded.', error)
  })
}
