import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Failure } from '../../shared/ipc/result'
import { oneLine } from './formats/visible-text'
import { notReadable, tooLarge } from './import-errors'

/** What an archive may unpack to, so that a small file can't fill the memory or the disk. */
export interface ReadLimits {
  readonly bytesPerFile: number
  readonly bytesInAll: number
}

const BYTES_PER_MEGABYTE = 1_048_576

/** A hundred hours of talk are about 20 MB. */
export const usualLimits: ReadLimits = { bytesPerFile: 256 * BYTES_PER_MEGABYTE, bytesInAll: 8192 * BYTES_PER_MEGABYTE }

export interface UnpackedFile {
  /** For people to read. */
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * The JSON files of a ZIP archive, one after the other and one at a time in memory.
 * @throws Failure `import.*`
 */
export async function* transcriptFilesIn(path: string, limits: ReadLimits): AsyncGenerator<UnpackedFile> {
  let left = limits.bytesInAll
  try {
    const zip = await openPromise(path)
    for await (const entry of zip.eachEntry()) {
      if (!isTranscript(entry)) continue
      const name = oneLine(entry.fileName)
      if (entry.uncompressedSize > limits.bytesPerFile) throw tooLarge(`${path}/${name}`, limits.bytesPerFile)
      left -= entry.uncompressedSize
      if (left < 0) throw tooLarge(path, limits.bytesInAll)
      if (!entry.canDecodeFileData()) throw new Failure('import.encrypted', { path: `${path}/${name}` })
      yield { name, bytes: await unpack(zip, entry) }
    }
  } catch (cause) {
    throw notReadable(path, cause)
  }
}

/** What macOS adds to archives of its own (`__MACOSX/._name`) has the same extension, and is something else. */
const isTranscript = ({ fileName }: Entry): boolean => /\.json$/i.test(fileName) && !/(?:^|\/)\._/.test(fileName)

/** The archive says how long the file is, and the reading fails when it isn't. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const stream: Readable = await zip.openReadStreamPromise(entry)
  return buffer(stream)
}
