import { app, globalShortcut } from 'electron'
import { type Combination, formatAccelerator, type Platform } from '../../../shared/hotkey/accelerator'
import type { KeyGrab } from './ports'

/** Takes keys by Electron's global shortcuts. */
export function createElectronGrab(platform: Platform): KeyGrab {
  let taken: string | null = null
  function release(): void {
    if (taken !== null) globalShortcut.unregister(taken)
    taken = null
  }
  return {
    take(combination: Combination, onPress) {
      release()
      const accelerator = formatAccelerator(combination, platform)
      if (!globalShortcut.register(accelerator, onPress)) return false
      taken = accelerator
      return true
    },
    release,
  }
}

/** On Wayland programs ask the desktop's portal for global shortcuts. Has to be called before Electron is ready. */
export function allowPortalShortcuts(): void {
  if (process.platform !== 'linux') return
  const name = 'enable-features'
  const others = app.commandLine.getSwitchValue(name)
  app.commandLine.appendSwitch(name, [...(others ? [others] : []), 'GlobalShortcutsPortal'].join(','))
}
