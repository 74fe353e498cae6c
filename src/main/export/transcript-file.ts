import type { Cancel, Clock } from '../../shared/clock'
import type { Transcript } from '../../shared/conversation/transcript'
import { formats, type FormatName } from './formats'
import { assertWritable, writeFileAtomically } from './write-file'

interface TranscriptFileOptions {
  readonly path: string
  readonly format: FormatName
  readonly clock: Clock
  /** The conversation as it stands. */
  readonly transcript: () => Transcript
}

/** How much may be lost when the process is killed, in milliseconds of conversation. */
const checkpointMs = 1_000

/**
 * Keeps a conversation in a file while it happens: written anew, whole, at most once a second and at the end.
 * @throws Failure `export.not_writable` at once when the file can't be written, before a word is said in vain
 */
export async function createTranscriptFile(options: TranscriptFileOptions): Promise<TranscriptFile> {
  await assertWritable(options.path)
  return new TranscriptFile(options)
}

/** The file of a conversation that goes on. */
export class TranscriptFile {
  readonly #options: TranscriptFileOptions
  #cancelCheckpoint: Cancel | null = null
  /** Writes follow each other; one that fails is tried again with the next. */
  #writing: Promise<void> = Promise.resolve()

  constructor(options: TranscriptFileOptions) {
    this.#options = options
  }

  /** Something was said: it is written within a second. */
  note(): void {
    this.#cancelCheckpoint ??= this.#options.clock.schedule(checkpointMs, () => {
      this.#cancelCheckpoint = null
      this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined)
    })
  }

  /** Writes it for the last time; rejects with a `Failure` when it can't be kept. */
  async close(): Promise<void> {
    this.#cancelCheckpoint?.()
    await this.#writing
    await this.#write()
  }

  #write(): Promise<void> {
    const { path, format, transcript } = this.#options
    return writeFileAtomically(path, formats[format].format(transcript()))
  }
}
