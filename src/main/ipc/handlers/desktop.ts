import { Failure } from '../../../shared/ipc/result'
import type { Handlers, RequestsOf } from './handlers'

/** What only a desktop host can do. */
export interface DesktopFeatures {
  /** @throws Failure `hotkey.invalid`, `hotkey.reserved`, `hotkey.taken` */
  chooseHotkey(hotkey: string | null): Promise<void>
  /** Leaves the hotkey's keys to the window, which records a new combination; harmless when that is so already. */
  pauseHotkey(paused: boolean): void
  askPermission(): void
  /** Shows a folder in the system's file manager. */
  openFolder(path: string): Promise<void>
  /** Brings the main window in front. */
  showWindow(): void
  /** Keeps the main window while it is hidden, or not any more. */
  keepWindow(kept: boolean): void
  /** Lets conversations be dropped as a file on other programs, while the user drags them. @throws Failure `export.*` */
  dragConversations(ids: readonly string[]): Promise<void>
  /** Opens the system's share sheet. @throws Failure `app.no_share_sheet`, `export.*` */
  shareConversations(ids: readonly string[]): Promise<void>
}

const refuse = (): never => {
  throw new Failure('app.desktop_only')
}

/** For hosts without a desktop of their own. */
export const noDesktop: DesktopFeatures = {
  chooseHotkey: refuse,
  pauseHotkey: () => undefined, // there is none, so nothing keeps its keys from anybody
  askPermission: refuse,
  openFolder: refuse,
  showWindow: refuse,
  keepWindow: () => undefined, // a browser keeps its tabs
  dragConversations: refuse,
  shareConversations: refuse,
}

export const desktopHandlers = (desktop: DesktopFeatures): Handlers<RequestsOf<'hotkey' | 'window'>> => ({
  'hotkey.choose': ({ hotkey }) => desktop.chooseHotkey(hotkey),
  'hotkey.pause': ({ paused }) => desktop.pauseHotkey(paused),
  'hotkey.askPermission': () => desktop.askPermission(),
  'window.show': () => desktop.showWindow(),
  'window.keep': ({ kept }) => desktop.keepWindow(kept),
})
