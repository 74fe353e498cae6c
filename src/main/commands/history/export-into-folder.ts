import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { FileNames } from '../../../shared/history/file-name'
import { exportConversations } from '../../export/export-conversations'
import type { ExportRequest } from '../../ports/assistant'
import { notWritable, writeStreamAtomically } from '../../files/write-file'
import type { CommandContext } from '../context'

/**
 * Writes a file for each conversation into a folder, which is made if need be. Files that are there are left alone.
 * @throws Failure `export.not_writable`, and what `read` throws
 */
export async function exportIntoFolder(
  folder: string,
  { ids, ...rest }: ExportRequest,
  { signal, stderr }: CommandContext,
): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw notWritable(folder, cause)
  })
  const names = new FileNames()
  let count = 0
  for (const id of ids) {
    if (signal.aborted) break
    const { suggestedName, content } = await exportConversations({ ids: [id], ...rest })
    const { name, ext } = path.parse(suggestedName)
    const pathOf = (free: string): string => path.join(folder, free + ext)
    await writeStreamAtomically(pathOf(names.take(name, (free) => !existsSync(pathOf(free)))), content)
    count += 1
  }
  stderr.write(`${count} ${count === 1 ? 'file' : 'files'} written to “${folder}”.\n`)
}
