import { englishWords, type ErrorCode, type ErrorValues, type ValuesArgument } from './catalogue'

/** An error as it crosses every border of the program: a stable code, a clear sentence and what the user can do. */
export interface AppError {
  /** Stable, machine-readable, `domain.reason`: tests and scripts match on it, never on the message. */
  readonly code: string
  /** What happened, in English. */
  readonly message: string
  /** What the user can do about it; empty when nothing can be done. */
  readonly hint: string
  /** Whether the message may be shown as it stands; false for internal faults, which get a general sentence. */
  readonly displayable: boolean
  /**
   * The parts of the message that vary, from which a window formats it in the user's language. Two are special: a `reason`
   * is a key of the catalogue's `reasons`, and what a server `said` is shown as the server wrote it.
   */
  readonly values?: ErrorValues
}

/** Returns an error of the catalogue as data, with its English words. */
export const appError = <Code extends ErrorCode>(code: Code, ...[values = {}]: ValuesArgument<Code>): AppError =>
  described(code, values)

const described = (code: ErrorCode, values: ErrorValues): AppError => ({
  ...{ code, ...englishWords(code, values), displayable: true },
  ...(Object.keys(values).length > 0 && { values }),
})

interface FailureOptions extends ErrorOptions {
  /** False for internal faults, see {@link AppError.displayable}. */
  readonly displayable?: boolean
}

/** The one exception type that Parley throws on purpose; anything else that is caught is a defect. */
export interface Failure extends Error {
  readonly error: AppError
}

/** Written as an interface, since a class can't type the values by the code without being generic itself. */
interface FailureConstructor {
  /** An error of the catalogue. */
  new <Code extends ErrorCode>(code: Code, ...args: [...ValuesArgument<Code>, options?: FailureOptions]): Failure
  /** An error that came as data; {@link asFailure} is its only caller. */
  new (error: AppError): Failure
  readonly prototype: Failure
}

export const Failure: FailureConstructor = class extends Error {
  readonly error: AppError

  constructor(what: ErrorCode | AppError, values: ErrorValues = {}, options: FailureOptions = {}) {
    const { displayable = true, ...rest } = options
    const error = typeof what === 'string' ? { ...described(what, values), displayable } : what
    super(error.message, rest)
    this.name = 'Failure'
    this.error = error
  }
}

/** Returns an exception for an error that came as data: from another process, or in a server's words. */
export const asFailure = (error: AppError): Failure => new Failure(error)

/** Describes anything that was thrown as an {@link AppError}. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof Failure) return thrown.error
  const because = thrown instanceof Error ? thrown.message : String(thrown)
  return { ...appError('internal.unexpected', { because }), displayable: false }
}
