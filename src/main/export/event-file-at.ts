import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { AppError } from '../../shared/ipc/result'
import { type LineFile, openEventFile } from './event-file'

/** The one file of a data folder in which events are recorded. */
export const eventFileAt = (file: string) => ({
  /** Begins it anew. @throws Failure `diagnostics.not_recorded` */
  async begin(onFailure: (error: AppError) => void): Promise<LineFile> {
    await mkdir(path.dirname(file), { recursive: true }).catch(() => undefined) // opening says what is wrong
    return openEventFile({ path: file, onFailure })
  },
  /** How many bytes it has; null when there is none, or it can't be seen. */
  size: (): Promise<number | null> =>
    stat(file).then(
      ({ size }) => size,
      () => null,
    ),
  read: (): AsyncIterable<Uint8Array> => createReadStream(file),
  remove: (): Promise<void> => rm(file, { force: true }),
})
