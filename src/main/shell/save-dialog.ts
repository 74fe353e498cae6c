import path from 'node:path'
import { app, dialog, type SaveDialogOptions, type SaveDialogReturnValue } from 'electron'
import type { FileToSave, SaveFile } from '../ports/assistant'
import type { MainWindow } from './window/main-window'
import type { Memory } from './memory'

export interface SaveDialogParts {
  /** The window that the dialog belongs to, if it can be seen. */
  readonly window: () => MainWindow
  readonly memory: Memory
  /** Writes a file whole or not at all; throws a `Failure` that says why not. */
  readonly write: (path: string, content: FileToSave['content']) => Promise<void>
}

/** Asks where a file is to be saved, first where the last one was. */
export const createSaveDialog = ({ window, memory, write }: SaveDialogParts): SaveFile => {
  return async ({ suggestedName, extension, content }) => {
    const folder = memory.read().exportFolder ?? app.getPath('documents')
    const options = {
      defaultPath: path.join(folder, suggestedName),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    }
    const { canceled, filePath } = await ask(window(), options)
    if (canceled || filePath === '') return { kind: 'cancelled' }
    await write(filePath, content)
    memory.change({ exportFolder: path.dirname(filePath) })
    return { kind: 'written', path: filePath }
  }
}

function ask(window: MainWindow, options: SaveDialogOptions): Promise<SaveDialogReturnValue> {
  const parent = window.isShown ? window.current : null
  return parent ? window.keepDuring(() => dialog.showSaveDialog(parent, options)) : dialog.showSaveDialog(options)
}
