import path from 'node:path'
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron'
import { turnModes } from '../../shared/realtime/session-config'
import { exportFormats } from '../../shared/history/export-format'
import type { Commands, Surroundings } from './surroundings'
import { trayStateOf } from './tray-state'

/** Puts Parley into the tray; what comes back shows how things are. */
export function createTray(iconFolder: string, commands: Commands): (surroundings: Surroundings) => void {
  const iconOf = (state: string) => nativeImage.createFromPath(path.join(iconFolder, `tray-${state}.png`))
  const tray = new Tray(iconOf('off'))
  // Windows and most Linux desktops tell clicks from menus; macOS opens the menu on either.
  if (process.platform !== 'darwin') tray.on('click', () => commands.toggleWindow())
  return (surroundings) => {
    const state = trayStateOf(surroundings.session)
    tray.setImage(iconOf(state))
    tray.setToolTip(`Parley: ${surroundings.words.state[state]}`)
    // Linux does not notice changes inside of a menu: it gets a new one.
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(surroundings, commands)))
  }
}

function trayMenu(
  { session, mode: current, words, windowShown }: Surroundings,
  commands: Commands,
): MenuItemConstructorOptions[] {
  const running = session.phase === 'ready' || session.phase === 'connecting'
  const muted = session.phase === 'ready' && session.muted
  return [
    { label: words.state[trayStateOf(session)], enabled: false },
    { label: windowShown ? words.hide : words.show, click: () => commands.toggleWindow() },
    { type: 'separator' },
    running
      ? { label: words.stop, click: () => commands.stop() }
      : { label: words.start, click: () => commands.start() },
    {
      label: words.mute,
      type: 'checkbox',
      checked: muted,
      enabled: session.phase === 'ready' && session.mode !== 'text',
      click: () => commands.mute(!muted),
    },
    {
      label: words.mode,
      submenu: turnModes.map((mode) => ({
        label: words.modes[mode],
        type: 'radio',
        checked: mode === current,
        click: () => commands.changeMode(mode),
      })),
    },
    { type: 'separator' },
    {
      label: words.exportAs,
      submenu: exportFormats.map((format) => ({ label: words.formats[format], click: () => commands.export(format) })),
    },
    { label: words.settings, click: () => commands.inWindow('settings') },
    { type: 'separator' },
    { label: words.quit, click: () => commands.quit() },
  ]
}
