import type { Transcript } from '../../shared/conversation/transcript'
import { FileNames, safeFileName } from '../../shared/history/file-name'
import { Failure, toAppError } from '../../shared/ipc/result'
import type { ExportRequest, FileToSave } from '../ports/assistant'
import { formats } from './formats'
import { htmlWithSound } from './html-with-sound'
import { type PackedFile, zipOf } from './zip'

/**
 * Makes a file of one conversation, or a ZIP archive with a file for each of several. Of one, the title is read at once,
 * for the name; all else is read when the content is. Of an archive, one conversation at a time is in memory.
 * @throws Failure `export.empty`, and what `read` throws
 */
export async function exportConversations(request: ExportRequest): Promise<FileToSave> {
  const { ids, format, read, packed = ids.length > 1 } = request
  const [first] = ids
  if (first === undefined) throw new Failure('export.empty')
  if (packed) {
    const content = zipOf(packedFiles(request))
    return { suggestedName: 'Parley conversations.zip', extension: 'zip', mediaType: 'application/zip', content }
  }
  const transcript = await read(first)
  return {
    suggestedName: safeFileName(transcript) + formats[format].extension,
    extension: format,
    mediaType: formats[format].mediaType,
    content: contentOf(first, transcript, request),
  }
}

async function* packedFiles(request: ExportRequest): AsyncGenerator<PackedFile> {
  const names = new FileNames()
  for (const id of request.ids) {
    const transcript = await readIfThere(request, id)
    if (!transcript) continue
    yield {
      name: names.take(safeFileName(transcript)) + formats[request.format].extension,
      modifiedAt: transcript.startedAt,
      content: contentOf(id, transcript, request),
    }
  }
}

/** Of many, one may be erased before its turn comes. */
async function readIfThere({ read }: ExportRequest, id: string): Promise<Transcript | null> {
  try {
    return await read(id)
  } catch (thrown) {
    if (toAppError(thrown).code === 'conversation.not_found') return null
    throw thrown
  }
}

async function* contentOf(
  id: string,
  transcript: Transcript,
  { format, audio }: ExportRequest,
): AsyncGenerator<string | Uint8Array> {
  if (format === 'html' && audio) yield* htmlWithSound(transcript, (...place) => audio(id, ...place))
  else yield* formats[format].pieces(transcript)
}
