import { type BrowserWindow, screen } from 'electron'
import type { Clock } from '../../../shared/clock'
import { pageUrl } from '../window/app-scheme'
import type { Memory } from '../memory'
import { createPageWindow, loadPage } from '../window/page-window'
import type { Pill } from './pill-life'
import { pillPlace, type PillPlace, pillPosition, pillSize, usualPillPlace } from './pill-placement'

export interface CallPillOptions {
  /** The preload script's absolute path. */
  readonly preload: string
  readonly memory: Memory
  readonly clock: Clock
  /** Connects a new window to the assistant; resolves when its page listens. */
  readonly connect: (window: BrowserWindow) => Promise<void>
}

/** The call pill's window: small, above all others, and never with the focus, which stays where the user works. */
export class CallPill implements Pill {
  readonly #options: CallPillOptions
  #window: BrowserWindow | null = null
  #wanted = false
  #ready = false
  /** Where it was dragged to, and that is not yet remembered. */
  #dragged: PillPlace | null = null

  constructor(options: CallPillOptions) {
    this.#options = options
  }

  show(): void {
    if (this.#wanted) return
    this.#wanted = true
    this.#window ??= this.#create()
    if (this.#ready) this.#appear(this.#window)
  }

  hide(): void {
    this.#wanted = false
    this.#remember()
    this.#window?.hide()
  }

  release(): void {
    this.#wanted = false
    this.#remember()
    this.#window?.destroy()
  }

  #create(): BrowserWindow {
    const { preload, clock, connect } = this.#options
    const window = createPageWindow(preload, {
      ...pillSize,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      focusable: false,
      // A click on a panel does not bring the program to the front.
      ...(process.platform === 'darwin' && { type: 'panel' }),
    })
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    this.#ready = false
    const listens = connect(window) // before the page, which asks at once
    const painted = new Promise<void>((resolve) => window.once('ready-to-show', resolve))
    void Promise.all([listens, painted]).then(() => {
      if (window !== this.#window) return
      this.#ready = true
      if (this.#wanted) this.#appear(window)
    })
    window.on('closed', () => {
      this.#window = null
      this.#remember()
    })
    // The page asks for this while it is dragged. It says the smallest size of a browser's window with it.
    window.webContents.on('content-bounds-updated', (event, { x, y }) => {
      event.preventDefault()
      this.#drag(window, x, y)
    })
    loadPage(window, pageUrl('pill'), clock)
    return window
  }

  /** Where the user wants it, on the display where the user is. */
  #appear(window: BrowserWindow): void {
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
    const { x, y } = pillPosition(this.#options.memory.read().pill ?? usualPillPlace, workArea)
    window.setBounds({ x, y, ...pillSize })
    window.showInactive()
  }

  #drag(window: BrowserWindow, x: number, y: number): void {
    window.setBounds({ x, y, ...pillSize })
    const { workArea } = screen.getDisplayMatching(window.getBounds())
    this.#dragged = pillPlace({ x, y }, workArea)
  }

  #remember(): void {
    if (this.#dragged) this.#options.memory.change({ pill: this.#dragged })
    this.#dragged = null
  }
}
