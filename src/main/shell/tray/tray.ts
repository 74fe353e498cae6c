import path from 'node:path'
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron'
import { turnModes } from '../../../shared/realtime/turn-mode'
import { exportFormats } from '../../../shared/history/export-format'
import type { Commands, Surroundings } from '../surroundings'
import { trayStateOf } from './tray-state'

/** Puts Parley into the tray; what comes back shows how things are. */
export function createTray(iconFolder: string, commands: Commands): (surroundings: Surroundings) => void {
  const iconOf = (state: string) => nativeImage.createFromPath(path.join(iconFolder, `tray-${state}.png`))
  const tray = new Tray(iconOf('off'))
  // Windows and most Linux desktops tell clicks from menus; macOS opens the menu on either.
  if (process.platform !== 'darwin') tray.on('click', () => commands.toggleWindow())
  /** By what they show. Each is made once, since Electron never lets go of a menu that a tray has had. */
  const menus = new Map<string, Electron.Menu>()
  let shown: Electron.Menu | null = null
  return (surroundings) => {
    const state = trayStateOf(surroundings.session)
    const items = trayMenu(surroundings, commands)
    const menu = menuOf(menus, items)
    if (menu === shown) return
    shown = menu
    tray.setImage(iconOf(state))
    tray.setToolTip(`Parley: ${surroundings.words.state[state]}`)
    // Linux does not notice changes inside of a menu: it gets another one.
    tray.setContextMenu(menu)
  }
}

/** Menus that show the same also do the same. */
function menuOf(menus: Map<string, Electron.Menu>, items: MenuItemConstructorOptions[]): Electron.Menu {
  const key = JSON.stringify(items)
  const menu = menus.get(key) ?? Menu.buildFromTemplate(items)
  menus.set(key, menu)
  check(menu, items)
  return menu
}

/** Puts the marks where they were: a click has moved them, and what it led to shows in another menu. */
function check(menu: Electron.Menu, items: MenuItemConstructorOptions[]): void {
  for (const [index, { type, checked, submenu }] of items.entries()) {
    const item = menu.items[index]
    // A radio item is checked by whatever it is set to.
    if (item && (type === 'checkbox' || (type === 'radio' && checked === true))) item.checked = checked === true
    if (item?.submenu && Array.isArray(submenu)) check(item.submenu, submenu)
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
