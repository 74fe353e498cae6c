import { PassThrough, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'

export interface PackedFile {
  readonly name: string
  /** Milliseconds since 1970; null when nobody knows. The same files always give the same archive. */
  readonly modifiedAt: number | null
  readonly content: AsyncIterable<string | Uint8Array>
}

/** What both ways in which a ZIP archive tells the time can say: DOS dates begin in 1980, and Unix's end in 2038. */
const EARLIEST = Date.UTC(1980, 0, 2)
const LATEST = Date.UTC(2038, 0, 1)

/**
 * A ZIP archive, made while it is read: the next file is asked for when the one before is packed, and nothing is made
 * faster than it is taken.
 */
export async function* zipOf(files: AsyncIterable<PackedFile>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const output = zip.outputStream.pipe(new PassThrough())
  const packing = new Packing(zip)
  const packed = packing.pack(files).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  zip.on('error', (error: Error) => output.destroy(error))
  try {
    for await (const piece of output) yield piece as Uint8Array
  } finally {
    packing.stop()
    await packed
  }
}

class Packing {
  readonly #zip: ZipFile
  #source: Readable | null = null
  #isStopped = false

  constructor(zip: ZipFile) {
    this.#zip = zip
  }

  async pack(files: AsyncIterable<PackedFile>): Promise<void> {
    for await (const file of files) {
      if (this.#isStopped) return
      await this.#add(file)
    }
    this.#zip.end()
  }

  /** yazl keeps what it is given until the archive is finished: that is a way to the content, which leads nowhere afterwards. */
  #add({ name, modifiedAt, content }: PackedFile): Promise<void> {
    let waiting: PackedFile['content'] | null = content
    return new Promise((resolve, reject) => {
      withoutPool(() => {
        this.#zip.addReadStreamLazy(name, { mtime: momentOf(modifiedAt) }, (take) => {
          const source = Readable.from(waiting ?? [])
          waiting = null
          this.#source = source
          finished(source).then(resolve, reject)
          take(null, source)
        })
      })
    })
  }

  /** Nobody reads on: lets go of what is open. */
  stop(): void {
    this.#isStopped = true
    this.#source?.destroy()
  }
}

/**
 * Short buffers that are made meanwhile get memory of their own. Node cuts them out of pieces of 8 KB, and a name that is kept
 * to the end, as yazl does, would keep the whole piece.
 */
function withoutPool(work: () => void): void {
  const { poolSize } = Buffer
  Buffer.poolSize = 0
  try {
    work()
  } finally {
    Buffer.poolSize = poolSize
  }
}

function momentOf(modifiedAt: number | null): Date {
  const moment = modifiedAt ?? EARLIEST
  return new Date(Math.min(LATEST, Math.max(EARLIEST, Number.isFinite(moment) ? moment : EARLIEST)))
}
