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
  /** The parts of the message that vary, by which a window says it in the user's language. */
  readonly values?: ErrorValues
}

/**
 * What varies in an error's sentence, by the names that the catalogues of the window have for it. Two are special: a
 * `reason` is a word that the catalogues have words for, and what a server `said` stays as the server wrote it.
 */
export type ErrorValues = Readonly<Record<string, string | number>>

/** The answer to a request that can fail, as plain data. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }

/** The one exception type that Parley throws on purpose; anything else that is caught is a defect. */
export class Failure extends Error {
  readonly error: AppError

  constructor(code: string, message: string, hint = '', options: FailureOptions = {}) {
    const { values, displayable = true, ...rest } = options
    super(message, rest)
    this.name = 'Failure'
    this.error = { code, message, hint, displayable, ...(values && { values }) }
  }
}

interface FailureOptions extends ErrorOptions {
  readonly values?: ErrorValues
  readonly displayable?: boolean
}

/** An error that somebody was told of, to be thrown. */
export const asFailure = ({ code, message, hint, displayable, values }: AppError): Failure =>
  new Failure(code, message, hint, { displayable, ...(values && { values }) })

/** Describes anything that was thrown as an {@link AppError}. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof Failure) return thrown.error
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'internal.unexpected', message, hint: 'Please report this with --verbose output.', displayable: false }
}
