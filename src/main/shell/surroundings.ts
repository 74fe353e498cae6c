import { app, type BrowserWindow } from 'electron'
import type { Events } from '../../shared/ipc/contract'
import type { TurnMode } from '../../shared/realtime/session-config'
import type { SessionState } from '../../shared/session/state'
import type { Assistant } from '../assistant/assistant'
import { showWindow } from './window'
import { type Words, wordsFor } from './words'

/** What the tray and the menu show. */
export interface Surroundings {
  readonly session: SessionState
  readonly mode: TurnMode
  readonly words: Words
  readonly windowShown: boolean
}

/** What the tray and the menu can have done. */
export interface Commands {
  toggleWindow(): void
  start(): void
  stop(): void
  mute(muted: boolean): void
  changeMode(mode: TurnMode): void
  /** Shows the window and has it do something. */
  inWindow(command: Events['command']['name']): void
  quit(): void
}

export function createCommands(window: BrowserWindow, assistant: Assistant): Commands {
  const orShow = (work: Promise<void>): void => {
    work.catch(() => showWindow(window)) // there it can be seen, and put right
  }
  return {
    toggleWindow() {
      if (window.isVisible()) window.hide()
      else showWindow(window)
    },
    start: () => orShow(assistant.start()),
    stop: () => orShow(assistant.stop()),
    mute: (muted) => assistant.mute(muted),
    changeMode: (mode) => orShow(assistant.changeMode(mode)),
    inWindow(command) {
      showWindow(window)
      assistant.command(command)
    },
    quit: () => app.quit(),
  }
}

export function surroundingsOf(window: BrowserWindow, { state, settings }: Assistant): Surroundings {
  return {
    session: state,
    mode: settings.mode,
    words: wordsFor(settings.appearance.language, app.getLocale()),
    windowShown: window.isVisible(),
  }
}

/** Calls back whenever what tray and menu show may have changed. */
export function onSurroundingsChanged(window: BrowserWindow, assistant: Assistant, changed: () => void): void {
  assistant.subscribe((name) => {
    if (name === 'session.state' || name === 'settings.changed') changed()
  })
  window.on('show', changed)
  window.on('hide', changed)
}
