import { app } from 'electron'
import type { ExportFormat } from '../../shared/history/export-format'
import type { Events } from '../../shared/ipc/contract'
import { toAppError } from '../../shared/ipc/result'
import type { TurnMode } from '../../shared/realtime/turn-mode'
import type { SessionState } from '../../shared/session/state'
import type { Assistant } from '../assistant/assistant'
import type { MainWindow } from './window/main-window'
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
  /** Saves the conversation that is shown, or was last, without the window. */
  export(format: ExportFormat): void
  /** Shows the window and has it do something. */
  inWindow(command: Events['command']['name']): void
  quit(): void
}

export function createCommands(window: MainWindow, assistant: Assistant): Commands {
  const orShow = (work: Promise<void>): void => {
    // There it is said, and can be put right.
    work.catch((thrown: unknown) => window.show().then(() => assistant.tellTrouble(toAppError(thrown))))
  }
  return {
    toggleWindow: () => window.toggle(),
    start: () => orShow(assistant.start()),
    stop: () => orShow(assistant.stop()),
    mute: (muted) => assistant.mute(muted),
    changeMode: (mode) => orShow(assistant.changeMode(mode)),
    export(format) {
      assistant.export(format).catch((thrown: unknown) => {
        const error = toAppError(thrown)
        if (error.code !== 'export.empty') assistant.warn(error) // an empty window speaks for itself
        void window.show()
      })
    },
    inWindow(command) {
      void window.show().then(() => assistant.command(command))
    },
    quit: () => app.quit(),
  }
}

export function surroundingsOf(window: MainWindow, { state, settings }: Assistant): Surroundings {
  return {
    session: state,
    mode: settings.mode,
    words: wordsFor(settings.appearance.language, app.getLocale()),
    windowShown: window.isShown,
  }
}

/** Calls back whenever what tray and menu show may have changed. */
export function onSurroundingsChanged(window: MainWindow, assistant: Assistant, changed: () => void): void {
  assistant.subscribe((name) => {
    if (name === 'session.state' || name === 'settings.changed') changed()
  })
  window.onVisibility(changed)
}
