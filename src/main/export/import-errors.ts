import { Failure } from '../../shared/ipc/result'
import { systemErrorCode } from '../../shared/system-error'

/** A `Failure` of its own stays what it is. */
export function notReadable(path: string, cause: unknown): Failure {
  if (cause instanceof Failure) return cause
  const code = systemErrorCode(cause)
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Failure('import.missing', { path }, { cause })
    case 'EISDIR':
      return new Failure('import.not_a_file', { path }, { cause })
    case 'EACCES':
    case 'EPERM':
      return new Failure('import.not_permitted', { path }, { cause })
    default:
      // What the system calls its errors has no underscores; those of libraries have.
      return /^E[A-Z0-9]+$/.test(code)
        ? new Failure('import.not_readable', { path, because: code }, { cause })
        : new Failure('import.damaged', { path }, { cause })
  }
}

export const tooLarge = (path: string, bytes: number): Failure =>
  new Failure('import.too_large', { path, megabytes: Math.floor(bytes / 1_048_576) })
