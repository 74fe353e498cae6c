import { homedir } from 'node:os'
import { app } from 'electron'
import { autostartPath, keepAutostartFile } from './autostart-file'
import type { LoginItemOrder } from './login-item-order'
import { ownExecutable } from './own-executable'

export interface LoginItemOptions {
  /** The data folder of the Parley that is to start. */
  readonly dataDirectory: string
  /** Writes a file whole or not at all. */
  readonly write: (path: string, text: string) => Promise<void>
}

/**
 * Has the system start this program at login, hidden, on the same data; or not any more. macOS takes no parameters:
 * there {@link wasOpenedAtLogin} tells. Correcting is for Linux alone: macOS finds a program that has moved, Windows
 * shows a program only its entry for where it is now, and setting that would switch on what the user has switched off.
 * @throws Error when the system refuses
 */
export async function setLoginItem(order: LoginItemOrder, { dataDirectory, write }: LoginItemOptions): Promise<void> {
  // Not packaged, the program is Electron's own, and Parley its parameter.
  const program = ownExecutable(process.env, process.execPath)
  const parameters = [...(app.isPackaged ? [] : [app.getAppPath()]), '--hidden', '--data', dataDirectory]
  if (process.platform === 'linux') {
    await keepAutostartFile(autostartPath(process.env, homedir()), [program, ...parameters], order, write)
    return
  }
  if (order === 'correct') return
  // Windows takes the parameters as a line, and leaves their quotes to us.
  const args = parameters.map((parameter) => (parameter.includes(' ') ? `"${parameter}"` : parameter))
  app.setLoginItemSettings({ openAtLogin: order === 'add', path: program, args })
}

/** Whether macOS has started Parley at login; other systems say `--hidden`. */
export const wasOpenedAtLogin = (): boolean =>
  process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
