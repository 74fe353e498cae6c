import path from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { SaveFile } from '../assistant/ports'
import type { Memory } from './memory'

export interface SaveDialogOptions {
  /** Which window the dialog belongs to. */
  readonly window: () => BrowserWindow | undefined
  readonly memory: Memory
  /** Writes a file whole or not at all; throws a `Failure` that says why not. */
  readonly write: (path: string, text: string) => Promise<void>
}

/** Asks where a file is to be saved, first where the last one was. */
export const createSaveDialog = ({ window, memory, write }: SaveDialogOptions): SaveFile => {
  return async ({ suggestedName, extension, content }) => {
    const folder = memory.read().exportFolder ?? app.getPath('documents')
    const options = {
      defaultPath: path.join(folder, suggestedName),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    }
    const parent = window()
    const { canceled, filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options))
    if (canceled || filePath === '') return { kind: 'cancelled' }
    await write(filePath, content)
    memory.change({ exportFolder: path.dirname(filePath) })
    return { kind: 'written', path: filePath }
  }
}
