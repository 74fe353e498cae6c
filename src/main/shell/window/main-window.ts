import { type BrowserWindow, screen } from 'electron'
import type { Cancel, Clock } from '../../../shared/clock'
import { pageUrl } from './app-scheme'
import type { Memory } from '../memory'
import { createPageWindow, loadPage } from './page-window'
import { openingBounds, smallestSize } from './window-placement'

export interface MainWindowOptions {
  /** The preload script's absolute path. */
  readonly preload: string
  readonly icon: string
  readonly memory: Memory
  readonly clock: Clock
  /** Connects a new window to the assistant; resolves when its page listens. */
  readonly connect: (window: BrowserWindow) => Promise<void>
  /** Whether closing really closes; otherwise the window only hides. */
  readonly mayClose: () => boolean
  /** The user has closed the window, and it is hidden now. */
  readonly onClosed: () => void
}

/** How long a hidden window is kept: long enough for somebody who changes their mind. */
const RELEASE_AFTER_MS = 5000

/**
 * The main window, which is there only while it is wanted: hidden for a while, it is released with the process of its
 * page, and made again when it is shown. Nothing is lost by that, since all that it shows is kept by the assistant.
 */
export class MainWindow {
  readonly #options: MainWindowOptions
  readonly #listeners = new Set<() => void>()
  #window: BrowserWindow | null = null
  #wanted = false
  #painted = false
  #listens = Promise.resolve()
  #keepers = 0
  /** The page has something open that would be lost with it. */
  #kept = false
  #cancelRelease: Cancel | null = null

  constructor(options: MainWindowOptions) {
    this.#options = options
  }

  /** Null while there is none. */
  get current(): BrowserWindow | null {
    return this.#window
  }

  /** Whether the user can see it, if nothing else lies above it. */
  get isShown(): boolean {
    return this.#window !== null && this.#window.isVisible() && !this.#window.isMinimized()
  }

  /** Brings it in front, from wherever it is; resolves when its page listens to commands. */
  async show(): Promise<void> {
    if (!this.#window && this.#options.mayClose()) return // a new window would keep Electron from ending
    this.#wanted = true
    this.#reconsider()
    this.#window ??= this.#create()
    if (this.#painted) bringToFront(this.#window)
    await this.#listens
  }

  hide(): void {
    if (!this.#window || !this.#wanted) return
    this.#wanted = false
    this.#remember(this.#window)
    this.#window.hide()
    this.#reconsider()
  }

  toggle(): void {
    if (this.isShown) this.hide()
    else void this.show()
  }

  /** Calls back whenever the window may have come into sight or gone out of it. */
  onVisibility(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** Keeps the window, seen or not, while something of it is under way, such as a dialog that belongs to it. */
  async keepDuring<T>(work: () => Promise<T>): Promise<T> {
    this.#keepers += 1
    this.#reconsider()
    try {
      return await work()
    } finally {
      this.#keepers -= 1
      this.#reconsider()
    }
  }

  /** Keeps the window, or not any more, until its page says otherwise. */
  keep(kept: boolean): void {
    this.#kept = kept
    this.#reconsider()
  }

  #create(): BrowserWindow {
    const { preload, icon, memory, clock, connect, mayClose, onClosed } = this.#options
    const placement = memory.read()
    const screens = screen.getAllDisplays().map((display) => display.workArea)
    const window = createPageWindow(preload, {
      ...openingBounds(placement, screens),
      minWidth: smallestSize.width,
      minHeight: smallestSize.height,
      icon,
    })
    this.#painted = false
    this.#listens = connect(window) // before the page, which asks at once
    // Shown when there is something to see, not as a white rectangle.
    window.once('ready-to-show', () => {
      this.#painted = true
      if (!this.#wanted) return
      if (placement.maximized) window.maximize()
      bringToFront(window)
    })
    window.on('close', (event) => {
      if (mayClose()) {
        if (this.#wanted) this.#remember(window)
        return
      }
      event.preventDefault()
      this.hide()
      onClosed()
    })
    window.on('closed', () => {
      this.#window = null
      this.#kept = false
      this.#tell()
    })
    const tell = (): void => this.#tell()
    window.on('show', tell).on('hide', tell).on('minimize', tell).on('restore', tell)
    loadPage(window, pageUrl('index'), clock)
    return window
  }

  #remember(window: BrowserWindow): void {
    const { memory } = this.#options
    memory.change({ bounds: window.getNormalBounds() })
    if (this.#painted) memory.change({ maximized: window.isMaximized() }) // it is not before it is shown
  }

  #reconsider(): void {
    this.#cancelRelease?.()
    const idle = this.#window !== null && !this.#wanted && this.#keepers === 0 && !this.#kept
    this.#cancelRelease = idle ? this.#options.clock.schedule(RELEASE_AFTER_MS, () => this.#window?.destroy()) : null
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
