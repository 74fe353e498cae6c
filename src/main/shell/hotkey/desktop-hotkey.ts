import { app, powerMonitor, systemPreferences } from 'electron'
import type { Clock } from '../../../shared/clock'
import { platformNamed } from '../../../shared/hotkey/accelerator'
import { toAppError } from '../../../shared/ipc/result'
import type { Assistant } from '../../assistant/assistant'
import type { DesktopFeatures } from '../../ipc/handlers/desktop'
import { createElectronGrab } from './electron-grab'
import { GlobalHotkey } from './global-hotkey'
import { obstacleOf } from './obstacle'
import { createUiohookWatch } from './uiohook-watch'
import { hotkeyActions } from './hotkey-actions'
import { placeUnderX } from './x-keyboard'

export interface DesktopHotkey {
  readonly features: Pick<DesktopFeatures, 'chooseHotkey' | 'pauseHotkey' | 'askPermission'>
  /** Puts the hotkey of the settings into force, and keeps to them. Takes some 30 ms, for which everything else waits. */
  begin(): void
  /** Gives the keys back; to be called before the assistant is closed. */
  close(): void
}

/**
 * The global hotkey, not yet in force. Electron has to be ready.
 * @param showWindow brings the window in front; resolves when it listens to what it is told
 */
export function createHotkey(assistant: Assistant, clock: Clock, showWindow: () => Promise<void>): DesktopHotkey {
  const platform = platformNamed(process.platform)
  const hotkey = new GlobalHotkey({
    clock,
    platform,
    grab: createElectronGrab(platform),
    watch: createUiohookWatch(),
    obstacle: () => obstacleOf(platform, process.env, () => systemPreferences.isTrustedAccessibilityClient(false)),
    placeOf: (key) => (platform === 'linux' ? placeUnderX(key) : key),
    listener: hotkeyActions(assistant, {
      showWindow: () => void showWindow(),
      showTrouble: (thrown) => void showWindow().then(() => assistant.tellTrouble(toAppError(thrown))),
    }),
    show: (status) => assistant.showHotkey(status),
  })

  assistant.subscribe((name) => {
    if (name === 'settings.changed') hotkey.use(assistant.settings.talkKey.hotkey)
  })
  // Whoever comes back may have given the permission, or ended the program that had the keys.
  app.on('did-become-active', () => hotkey.reconsider()) // macOS
  app.on('browser-window-focus', () => hotkey.reconsider())
  // What is let go of while the screen is locked is seen by nobody.
  powerMonitor.on('lock-screen', () => hotkey.renew())
  powerMonitor.on('suspend', () => hotkey.renew())

  return {
    begin: () => hotkey.use(assistant.settings.talkKey.hotkey),
    features: {
      async chooseHotkey(accelerator) {
        hotkey.choose(accelerator)
        await assistant.changeSettings({ talkKey: { ...assistant.settings.talkKey, hotkey: accelerator } })
      },
      pauseHotkey: (paused) => hotkey.pause(paused),
      askPermission() {
        if (platform === 'mac') systemPreferences.isTrustedAccessibilityClient(true)
        hotkey.reconsider()
      },
    },
    close: () => hotkey.close(),
  }
}
