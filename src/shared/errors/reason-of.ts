import { toAppError } from './failure'
import { systemErrorCode } from '../system-error'

/** Returns the `reason` of an error that another one caused: the one it was given, or else the system's code. */
export const reasonOf = (cause: unknown): string => String(toAppError(cause).values?.reason ?? systemErrorCode(cause))
