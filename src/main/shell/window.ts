import path from 'node:path'
import { BrowserWindow, screen } from 'electron'
import type { Clock } from '../../shared/clock'
import { appUrl } from './app-scheme'
import type { Memory } from './memory'
import { openingBounds, smallestSize } from './window-placement'

export interface WindowOptions {
  readonly preload: string
  readonly icon: string
  readonly memory: Memory
  /** Whether the window stays out of sight until it is asked for. */
  readonly hidden: boolean
  /** Whether closing really closes; otherwise the window only hides. */
  readonly mayClose: () => boolean
  /** The user has closed the window, and it is hidden now. */
  readonly onHidden: () => void
}

/** The main window, not yet loaded. It lives as long as the program: closing hides it. */
export function createWindow({ preload, icon, memory, hidden, mayClose, onHidden }: WindowOptions): BrowserWindow {
  const placement = memory.read()
  const screens = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow({
    ...openingBounds(placement, screens),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'Parley',
    icon,
    show: false,
    webPreferences: {
      preload: path.resolve(preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      // A hidden window has to keep up with the conversation, or it would stutter when it is shown.
      backgroundThrottling: false,
    },
  })
  if (!hidden) {
    // Shown when there is something to see, not as a white rectangle.
    window.once('ready-to-show', () => {
      if (placement.maximized) window.maximize()
      window.show()
    })
  }
  window.on('close', (event) => {
    memory.change({ bounds: window.getNormalBounds(), maximized: window.isMaximized() })
    if (mayClose()) return
    event.preventDefault()
    window.hide()
    onHidden()
  })
  return window
}

/** Crashes longer ago than this have nothing to do with the present one. */
const crashMemoryMs = 60_000
const longestPauseMs = 30_000

/**
 * Loads our page, and again whenever its process dies: the conversation is main's and goes on. Where it dies again and
 * again the pauses grow, so that trying does not take the machine from the session.
 */
export async function loadPage(window: BrowserWindow, clock: Clock): Promise<void> {
  let crashes: readonly number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const now = clock.now()
    crashes = [...crashes.filter((at) => now - at < crashMemoryMs), now]
    const pauseMs = crashes.length === 1 ? 0 : Math.min(longestPauseMs, 1000 * 2 ** (crashes.length - 2))
    // Never from within the event: Chromium is still taking the old process down.
    clock.schedule(pauseMs, () => {
      if (!window.isDestroyed()) window.webContents.reload()
    })
  })
  await window.loadURL(appUrl)
}

/** Brings the window in front, from wherever it is. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
