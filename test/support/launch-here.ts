import type { LaunchChild, ParentProgram } from '../../src/shared/child-program'

/** Runs a program that has a thread of its own in this one instead: messages are copied, and arrive a moment later. */
export const launchHere =
  (start: (parent: ParentProgram) => void): LaunchChild =>
  ({ onMessage, onExit }) => {
    let listening: ((message: unknown) => void) | undefined
    let over = false
    const later = (step: () => void): void => {
      setImmediate(() => {
        if (!over) step()
      })
    }
    start({
      post(message) {
        const copy = structuredClone(message)
        later(() => onMessage(copy))
      },
      listen: (listener) => (listening = listener),
    })
    return {
      post(message) {
        const copy = structuredClone(message)
        later(() => listening?.(copy))
      },
      kill() {
        if (over) return
        over = true
        onExit()
      },
    }
  }
