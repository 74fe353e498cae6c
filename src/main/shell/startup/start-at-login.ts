import { type AppError, appError } from '../../../shared/ipc/result'
import { reasonOf } from '../../../shared/errors/reason-of'
import type { Assistant } from '../../assistant/assistant'
import type { LoginItemOrder } from './login-item-order'

/**
 * Has the system start Parley at login, or not, whenever the settings change. Now they have not: what the user has said
 * to the system since is left alone, and only where Parley lies is put right. What goes wrong is said in the conversation.
 * @param set tells the system; may throw
 */
export function keepStartAtLogin(
  assistant: Pick<Assistant, 'settings' | 'subscribe' | 'warn'>,
  set: (order: LoginItemOrder) => Promise<void>,
): void {
  let current = assistant.settings.startAtLogin
  // One after the other, so that the last change is the last one made.
  let done = Promise.resolve()
  const tell = (order: LoginItemOrder): void => {
    done = done.then(() => set(order)).catch((cause: unknown) => assistant.warn(notSet(cause)))
  }
  assistant.subscribe((name) => {
    const { startAtLogin } = assistant.settings
    if (name !== 'settings.changed' || startAtLogin === current) return
    current = startAtLogin
    tell(startAtLogin ? 'add' : 'remove')
  })
  if (current) tell('correct')
}

const notSet = (cause: unknown): AppError => appError('startup.not_set', { reason: reasonOf(cause) })
