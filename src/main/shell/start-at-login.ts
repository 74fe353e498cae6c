import { Failure, toAppError } from '../../shared/ipc/result'
import type { Assistant } from '../assistant/assistant'

/**
 * Has the system start Parley at login, or not, as the settings say: now, since Parley may have moved, and whenever they
 * change. What goes wrong is said in the conversation.
 * @param set tells the system; may throw
 */
export function keepStartAtLogin(
  assistant: Pick<Assistant, 'settings' | 'subscribe' | 'warn'>,
  set: (enabled: boolean) => Promise<void>,
): void {
  let current: boolean | null = null
  // One after the other, so that the last change is the last one made.
  let done = Promise.resolve()
  const follow = (): void => {
    const { startAtLogin } = assistant.settings
    if (startAtLogin === current) return
    current = startAtLogin
    done = done.then(() => set(startAtLogin)).catch((cause: unknown) => assistant.warn(toAppError(notSet(cause))))
  }
  assistant.subscribe((name) => {
    if (name === 'settings.changed') follow()
  })
  follow()
}

function notSet(cause: unknown): Failure {
  const { message } = toAppError(cause)
  const values = { because: message }
  const hint = 'The settings of your system may have a list of programs that start.'
  return new Failure('startup.not_set', `Starting at login could not be set (${message}).`, hint, { cause, values })
}
