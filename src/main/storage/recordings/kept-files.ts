import { closeSync, openSync, readSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Recording } from '../../../shared/history/recording'
import { partOf } from './file-names'
import { erase, namesIn } from './folders'
import type { SoundFormat } from './sound-format'
import { logOf } from '../../../shared/log'

const log = logOf('recordings')

/** What can be played of a conversation, by the files in its folder. */
export function recordingsIn(folder: string, format: SoundFormat): readonly Recording[] {
  return namesIn(folder).flatMap((file) => {
    const { name, ext } = path.parse(file)
    const part = ext === `.${format.extension}` ? partOf(name) : null
    const lengthMs = part && lengthOf(path.join(folder, file), format)
    return part && lengthMs !== null ? [{ ...part, lengthMs }] : []
  })
}

/** Null for what is no recording, or can't be read: it may have been erased meanwhile. */
function lengthOf(file: string, format: SoundFormat): number | null {
  try {
    const descriptor = openSync(file, 'r')
    try {
      const header = Buffer.alloc(format.headerBytes)
      const bytes = readSync(descriptor, header, 0, header.length, 0)
      return format.lengthMs(header.subarray(0, bytes))
    } finally {
      closeSync(descriptor)
    }
  } catch (thrown) {
    log.warn('The length of a recording can’t be read.', thrown)
    return null
  }
}

interface KeptFile {
  readonly path: string
  readonly bytes: number
  /** Milliseconds since 1970 when it was finished. */
  readonly at: number
}

/**
 * Erases the files in the folders of a folder that are older, and then the oldest until no more than so many bytes are
 * left. Folders go with their last file.
 */
export function retainFiles(
  folder: string,
  limits: { readonly recordedBefore: number | null; readonly bytes: number | null },
  extension: string,
): void {
  const { recordedBefore, bytes } = limits
  let room = bytes ?? Number.POSITIVE_INFINITY
  for (const file of newestFirst(folder, extension)) {
    const isOld = recordedBefore !== null && file.at < recordedBefore
    room -= file.bytes
    if (isOld || room < 0) erase(file.path)
  }
}

function newestFirst(folder: string, extension: string): readonly KeptFile[] {
  const files = namesIn(folder).flatMap((name) =>
    namesIn(path.join(folder, name))
      .filter((file) => path.extname(file) === `.${extension}`)
      .map((file) => path.join(folder, name, file)),
  )
  const kept = files.flatMap((file) => {
    const stats = statSync(file, { throwIfNoEntry: false })
    return stats ? [{ path: file, bytes: stats.size, at: stats.mtimeMs }] : []
  })
  return kept.sort((one, other) => other.at - one.at)
}
