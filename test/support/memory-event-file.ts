import type { EventFilePort } from '../../src/main/ports/assistant'

export interface MemoryEventFile extends EventFilePort {
  /** What was written; null when there is no file. */
  readonly text: string | null
  /** Has the file fail, as a full disk does. */
  fail: () => void
}

/** The file in which events are recorded, in memory. */
export function memoryEventFile(): MemoryEventFile {
  let text: string | null = null
  return {
    get text() {
      return text
    },
    fail: () => undefined,
    begin(onFailure) {
      text = ''
      let open = true
      const error = { code: 'diagnostics.not_recorded', message: 'The disk is full.', hint: '', displayable: true }
      this.fail = () => {
        open = false
        onFailure(error)
      }
      return Promise.resolve({
        write(line) {
          if (open) text = `${text ?? ''}${line}\n`
        },
        close() {
          open = false
          return Promise.resolve()
        },
      })
    },
    size: () => Promise.resolve(text === null ? null : Buffer.byteLength(text)),
    async *read() {
      await Promise.resolve()
      yield Buffer.from(text ?? '')
    },
    remove() {
      text = null
      return Promise.resolve()
    },
  }
}
