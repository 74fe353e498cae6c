import type { AppError } from '../errors/failure'

export type { ErrorCode, ErrorValues } from '../errors/catalogue'
export { type AppError, appError, asFailure, Failure, toAppError } from '../errors/failure'

/** The answer to a request that can fail, as plain data. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }
