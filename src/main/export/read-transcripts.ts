import { open, stat } from 'node:fs/promises'
import type { Transcript } from '../../shared/conversation/transcript'
import { Failure } from '../../shared/ipc/result'
import { decodeText } from './decode-text'
import { parseTranscript } from './formats/parse-transcript'
import { notReadable, tooLarge } from './import-errors'
import { type ReadLimits, transcriptFilesIn, usualLimits } from './unzip'

/** How every ZIP archive begins: with a file, or with its end. */
const zipMarks: ReadonlySet<string> = new Set(['504b0304', '504b0506'])

/** What a conversation may be called: names are handed out as parts of addresses and of other names. */
const fitName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,199}$/

/**
 * The conversations of a file: of a JSON transcript, or of a ZIP archive that holds such. What the file is called does
 * not matter. An archive is read one conversation at a time, and names in it are never used as paths. A conversation whose
 * name is not fit for one has none.
 * @throws Failure `import.*`; conversations that came before were all right
 */
export async function* readTranscripts(path: string, limits: ReadLimits = usualLimits): AsyncGenerator<Transcript> {
  if (!(await isZip(path))) {
    yield transcriptOf(await readWhole(path, limits), path)
    return
  }
  let isEmpty = true
  for await (const { name, bytes } of transcriptFilesIn(path, limits)) {
    isEmpty = false
    yield transcriptOf(bytes, `${path}/${name}`)
  }
  if (isEmpty) throw new Failure('import.not_transcript', { file: path, fault: 'there is no JSON file in it' })
}

function transcriptOf(bytes: Uint8Array, file: string): Transcript {
  const transcript = parseTranscript(textOf(bytes, file), file)
  return { ...transcript, id: transcript.id !== null && fitName.test(transcript.id) ? transcript.id : null }
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    return decodeText(bytes, true)
  } catch {
    throw new Failure('import.not_transcript', { file, fault: 'it is not text' })
  }
}

async function isZip(path: string): Promise<boolean> {
  try {
    const there = await stat(path)
    if (!there.isFile() && !there.isDirectory()) throw new Failure('import.not_a_file', { path })
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
      return zipMarks.has(buffer.toString('hex', 0, bytesRead))
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw notReadable(path, cause)
  }
}

async function readWhole(path: string, { bytesPerFile }: ReadLimits): Promise<Uint8Array> {
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      if (size > bytesPerFile) throw tooLarge(path, bytesPerFile)
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw notReadable(path, cause)
  }
}
