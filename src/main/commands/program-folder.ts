import os from 'node:os'
import path from 'node:path'

/** Where programs keep what is theirs on this system; Electron calls it `appData`. */
export function programFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const { APPDATA, XDG_CONFIG_HOME } = environment
  const home = os.homedir()
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support')
  if (process.platform === 'win32') return APPDATA || path.join(home, 'AppData', 'Roaming')
  return XDG_CONFIG_HOME || path.join(home, '.config')
}
