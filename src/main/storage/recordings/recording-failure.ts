import { Failure } from '../../../shared/ipc/result'
import { systemErrorCode } from '../../../shared/system-error'

const permissions = 'Change the permissions of the folder in which Parley keeps its data.'

const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: ['you may not write there', permissions],
  EPERM: ['the system does not allow it', permissions],
  EROFS: ['that disk is read-only', 'Make it writable, or switch recording off.'],
  ENOSPC: ['the disk is full', 'Make room, or switch recording off.'],
  EDQUOT: ['your disk quota is used up', 'Make room, or switch recording off.'],
}

/** Sound could not be kept, for a reason of the file system's. */
export function notRecorded(cause: unknown): Failure {
  const { because, hint, values } = reasonOf(cause)
  return new Failure('storage.not_recorded', `Sound can't be recorded: ${because}.`, hint, { cause, values })
}

/** Recordings could not be erased. */
export function notErased(cause: unknown): Failure {
  const { because, values } = reasonOf(cause)
  const hint = 'Check the folder in which Parley keeps its data, and try again.'
  return new Failure('storage.not_erased', `Recordings could not be erased: ${because}.`, hint, { cause, values })
}

function reasonOf(cause: unknown) {
  const code = systemErrorCode(cause)
  const [because, hint] = reasons[code] ?? ['the system refused', 'Check the folder in which Parley keeps its data.']
  return { because, hint, values: { reason: code in reasons ? code : 'other' } }
}
