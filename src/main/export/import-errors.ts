import { Failure } from '../../shared/ipc/result'
import { systemErrorCode } from '../../shared/system-error'

const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOENT: ['it does not exist', 'Check the path.'],
  ENOTDIR: ['it does not exist', 'Check the path.'],
  EISDIR: ['that is a folder', 'Give the file that was exported.'],
  EACCES: ['you may not read it', 'Check its permissions.'],
  EPERM: ['the system does not allow it', 'Check its permissions.'],
}

/** A `Failure` of its own stays what it is. */
export function notReadable(file: string, cause: unknown): Failure {
  if (cause instanceof Failure) return cause
  const code = systemErrorCode(cause)
  // What the system calls its errors has no underscores; those of libraries have.
  const isOfSystem = /^E[A-Z0-9]+$/.test(code)
  const [reason, hint] = reasons[code] ?? (isOfSystem ? ['the system refused', 'Try again.'] : damaged)
  return unreadable(file, reason, hint, isOfSystem ? code : '', { cause })
}

const damaged = ['it is damaged', 'Copy or download it once more, as a whole.'] as const

export const notAFile = (file: string): Failure => unreadable(file, 'that is not a file', 'Give the file itself.')

export const tooLarge = (file: string, bytes: number): Failure =>
  unreadable(file, `it is larger than ${Math.floor(bytes / 1_048_576)} MB`, 'Is it what Parley has exported?')

export const encrypted = (file: string): Failure =>
  unreadable(file, 'it is encrypted, or packed in an unusual way', 'Unpack it, and import what was in it.')

function unreadable(file: string, reason: string, hint: string, code = '', options: ErrorOptions = {}): Failure {
  const message = `“${file}” can't be read: ${reason}.`
  return new Failure('import.not_readable', message, hint, { ...options, values: { path: file, reason: code } })
}
