import type { Cancel, Clock } from '../../shared/clock'
import { InOrder } from '../../shared/in-order'
import type { Transcript } from '../../shared/conversation/transcript'
import { formats, type FormatName } from './formats'
import { assertWritable, writeFileAtomically } from '../files/write-file'

interface TranscriptFileOptions {
  readonly path: string
  readonly format: FormatName
  readonly clock: Clock
  /** The conversation as it stands. */
  readonly transcript: () => Transcript
}

/** How much may be lost when the process is killed, in milliseconds of conversation. */
const CHECKPOINT_MS = 1_000

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
  readonly #writes = new InOrder()

  constructor(options: TranscriptFileOptions) {
    this.#options = options
  }

  /** Something was said: it is written within a second. */
  note(): void {
    this.#cancelCheckpoint ??= this.#options.clock.schedule(CHECKPOINT_MS, () => {
      this.#cancelCheckpoint = null
      this.#writes.run(() => this.#write()).catch(() => undefined) // the next write tries again
    })
  }

  /** Writes it for the last time; rejects with a `Failure` when it can't be kept. */
  async close(): Promise<void> {
    this.#cancelCheckpoint?.()
    await this.#writes.run(() => this.#write())
  }

  #write(): Promise<void> {
    const { path, format, transcript } = this.#options
    return writeFileAtomically(path, formats[format].format(transcript()))
  }
}
