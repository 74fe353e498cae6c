import { statSync } from 'node:fs'
import path from 'node:path'
import { Failure } from '../../../shared/ipc/result'

/** Where an export goes; `packed` as a ZIP archive. */
export type Output =
  | { readonly kind: 'stdout'; readonly packed: boolean }
  | { readonly kind: 'file'; readonly path: string; readonly packed: boolean }
  | { readonly kind: 'folder'; readonly path: string }

/**
 * What `--output` means. Several conversations go into a folder, which is made if need be, or into an archive.
 * @throws Failure `usage.no_output`, `usage.needs_folder`
 */
export function outputOf(text: string | undefined, several: boolean): Output {
  if (text === undefined && several) throw new Failure('usage.no_output')
  if (text === undefined || text === '-') return { kind: 'stdout', packed: several }
  if (/[\\/]$/.test(text) || isFolder(text)) return { kind: 'folder', path: text }
  const extension = path.extname(text).toLowerCase()
  if (extension === '.zip') return { kind: 'file', path: text, packed: true }
  if (!several) return { kind: 'file', path: text, packed: false }
  if (extension === '') return { kind: 'folder', path: text }
  throw new Failure('usage.needs_folder', { path: text })
}

/** What can't be looked at is no folder; writing there says why. */
function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory()
  } catch {
    return false
  }
}
