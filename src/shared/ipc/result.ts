/** An error as it crosses every border of the program: a stable code, a clear sentence and what the user can do. */
export interface AppError {
  /** Stable, machine-readable, `domain.reason`: tests and scripts match on it, never on the message. */
  readonly code: string
  /** One sentence in the user's words. */
  readonly message: string
  /** What the user can do about it; empty when nothing can be done. */
  readonly hint: string
  /** Whether the message may be shown as it stands; false for internal faults, which get a general sentence. */
  readonly displayable: boolean
}

/** The answer to a request that can fail, as plain data. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }

/** The one exception type that Parley throws on purpose; anything else that is caught is a defect. */
export class Failure extends Error {
  readonly error: AppError

  constructor(code: string, message: string, hint = '', options?: ErrorOptions) {
    super(message, options)
    this.name = 'Failure'
    this.error = { code, message, hint, displayable: true }
  }
}

/** Describes anything that was thrown as an {@link AppError}. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof Failure) return thrown.error
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'internal.unexpected', message, hint: 'Please report this with --verbose output.', displayable: false }
}
