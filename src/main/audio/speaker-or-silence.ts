import { type AppError, toAppError } from '../../shared/ipc/result'
import type { Speaker } from '../session/ports'

/**
 * A speaker that is never missing: where it can't be opened, the sound goes by unheard in its own time. Answers can then
 * still be read, and come to their end; they are not taken for interrupted, and the model keeps them in mind.
 * @param onMissing gets why there is no speaker
 */
export function speakerOrSilence(speaker: Speaker, silent: Speaker, onMissing: (error: AppError) => void): Speaker {
  let current = speaker
  /** What was queued while the speaker was being opened: should that fail, it goes by in silence instead. */
  let queued: (() => void)[] | null = null
  const queue = (call: () => void): void => {
    queued?.push(call)
    call()
  }
  return {
    async open(listener) {
      current = speaker
      queued = []
      try {
        await speaker.open(listener)
        queued = null
      } catch (error) {
        const waiting = queued
        queued = null
        speaker.interrupt()
        current = silent
        await silent.open(listener)
        for (const call of waiting ?? []) call()
        onMissing(toAppError(error))
      }
    },
    enqueue: (part, samples) => queue(() => current.enqueue(part, samples)),
    finish: (part) => queue(() => current.finish(part)),
    interrupt() {
      if (queued) queued = []
      return current.interrupt()
    },
    close: () => current.close(),
  }
}
