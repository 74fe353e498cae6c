import type { EventName } from '../../../shared/ipc/contract'
import type { Assistant } from '../../assistant/assistant'
import type { MainWindow } from '../window/main-window'
import type { PillLife } from './pill-life'

const changing: ReadonlySet<EventName> = new Set(['session.state', 'talk.changed', 'settings.changed'])

/**
 * Tells the call pill's life whatever it depends on. What the pill tells of is the conversation that turns are taken in,
 * whichever the window had shown when it went out of sight.
 * @param isQuitting from when on no window may be made, which would keep Electron from ending
 */
export function followCall(
  life: PillLife,
  mainWindow: MainWindow,
  assistant: Assistant,
  isQuitting: () => boolean,
): void {
  const follow = (): void => {
    const { state: session, settings, talkKey } = assistant
    if (!mainWindow.isShown && session.phase === 'ready') assistant.showLive()
    life.follow({
      session,
      talk: talkKey.state,
      mode: settings.mode,
      mainWindowShown: mainWindow.isShown,
      enabled: settings.appearance.callPill && !isQuitting(),
    })
  }
  assistant.subscribe((name) => {
    if (changing.has(name)) follow()
  })
  mainWindow.onVisibility(follow)
}
