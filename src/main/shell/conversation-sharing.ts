import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { app, type BrowserWindow, nativeImage, ShareMenu } from 'electron'
import { Failure } from '../../shared/ipc/result'
import type { Archive } from '../assistant/conversations/archive'
import type { FileToSave } from '../ports/assistant'

export interface SharingParts {
  readonly archive: Pick<Archive, 'file'>
  readonly window: () => BrowserWindow | null
  /** The picture that is dragged. */
  readonly icon: string
  /** Writes a file whole or not at all. */
  readonly write: (path: string, content: FileToSave['content']) => Promise<void>
}

/**
 * Hands conversations to other programs as Markdown: dragged out of the window, or by the system's share sheet. Files for
 * that are made in a folder of their own, and erased when Parley ends.
 */
export function conversationSharing({ archive, window, icon, write }: SharingParts) {
  const folders: string[] = []
  app.on('quit', () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true }) // nothing is waited for any more
  })

  async function makeFile(ids: readonly string[]): Promise<string> {
    const file = await archive.file({ ids, format: 'md', withAudio: false })
    const folder = await mkdtemp(path.join(app.getPath('temp'), 'parley-'))
    folders.push(folder)
    const place = path.join(folder, file.suggestedName)
    await write(place, file.content)
    return place
  }

  return {
    async dragConversations(ids: readonly string[]): Promise<void> {
      const file = await makeFile(ids)
      window()?.webContents.startDrag({ file, icon: nativeImage.createFromPath(icon).resize({ width: 32 }) })
    },

    async shareConversations(ids: readonly string[]): Promise<void> {
      if (process.platform !== 'darwin') throw new Failure('app.no_share_sheet')
      const menu = new ShareMenu({ filePaths: [await makeFile(ids)] })
      const parent = window()
      menu.popup(parent ? { window: parent } : {})
    },
  }
}
