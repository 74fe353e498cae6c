import { Failure } from '../../../shared/ipc/result'
import { systemErrorCode } from '../../../shared/system-error'

/** Sound could not be recorded, for a reason of the file system's. */
export const notRecorded = (cause: unknown): Failure =>
  new Failure('storage.not_recorded', { reason: systemErrorCode(cause) }, { cause })

/** Recordings could not be deleted. */
export const notErased = (cause: unknown): Failure =>
  new Failure('storage.not_erased', { reason: systemErrorCode(cause) }, { cause })
