import { Notification } from 'electron'
import type { Memory } from '../memory'
import type { Words } from '../words'

/** Says, the first time only, that closing the window leaves Parley in the tray. */
export function showTrayHint(memory: Memory, words: Words): void {
  if (memory.read().toldAboutTray) return
  memory.change({ toldAboutTray: true })
  if (Notification.isSupported()) new Notification({ title: words.inTray, body: words.inTrayText, silent: true }).show()
}
