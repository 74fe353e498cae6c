import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { type AppError, Failure } from '../../shared/ipc/result'
import { systemErrorCode } from '../../shared/system-error'

/** A file that grows line by line. */
export interface LineFile {
  /** Appends a line; does nothing after the end or a failure. */
  write(line: string): void
  /** Ends the file; resolves when all of it is written, or never will be. Never rejects. */
  close(): Promise<void>
}

interface EventFileOptions {
  readonly path: string
  /** Told once when the file can't be written any more. */
  readonly onFailure: (error: AppError) => void
  /** Bytes that may wait for the disk; a recording that needs more ends. */
  readonly maxWaiting?: number
}

/** Twice the largest frame that a server can send. */
const DEFAULT_MAX_WAITING_BYTES = 64 * 1024 * 1024

/**
 * Begins a file of events, in place of one that is there; only its user can read it, since it holds what was said. Lines
 * are written in their order, nobody waits for them, and what is written stays when the program is killed.
 * @throws Failure `diagnostics.not_recorded`
 */
export async function openEventFile(options: EventFileOptions): Promise<LineFile> {
  const stream = createWriteStream(options.path, { mode: 0o600 })
  try {
    await once(stream, 'ready')
  } catch (cause) {
    throw notRecorded(options.path, cause)
  }
  return new EventFile(stream, options)
}

class EventFile implements LineFile {
  readonly #stream: WriteStream
  readonly #maxWaiting: number
  readonly #finished: Promise<void>
  #ended = false

  constructor(stream: WriteStream, { path, onFailure, maxWaiting = DEFAULT_MAX_WAITING_BYTES }: EventFileOptions) {
    this.#stream = stream
    this.#maxWaiting = maxWaiting
    this.#finished = finished(stream).catch((cause: unknown) => {
      this.#ended = true
      onFailure(notRecorded(path, cause).error)
    })
  }

  write(line: string): void {
    if (this.#ended) return
    if (this.#stream.writableLength + line.length <= this.#maxWaiting) {
      this.#stream.write(`${line}\n`)
      return
    }
    this.#ended = true
    this.#stream.destroy(Object.assign(new Error('The disk is too slow'), { code: 'too_slow' }))
  }

  close(): Promise<void> {
    if (!this.#ended) this.#stream.end()
    this.#ended = true
    return this.#finished
  }
}

const notRecorded = (path: string, cause: unknown): Failure =>
  new Failure('diagnostics.not_recorded', { path, reason: systemErrorCode(cause) }, { cause })
