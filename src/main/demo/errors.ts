/** What the server says of a client's event that it could not carry out; the connection goes on. */
export interface ProtocolError {
  readonly type: 'invalid_request_error' | 'server_error'
  /** OpenAI's published code, or the one its server is known to send. */
  readonly code: string
  readonly message: string
  /** The field at fault, as a path from the event; null when no single field is. */
  readonly param: string | null
}

/** A value that was checked, or what is wrong with it. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ProtocolError }

/** Wraps a value that passed its check. */
export const accepted = <T>(value: T): Checked<T> => ({ ok: true, value })

/** Wraps what is wrong with a value. */
export const refused = (error: ProtocolError): Checked<never> => ({ ok: false, error })

/** An error that the client caused. */
export const invalidRequest = (code: string, message: string, param: string | null = null): ProtocolError => ({
  type: 'invalid_request_error',
  code,
  message,
  param,
})

/** An error of the server's own: a defect of the demo, or one that a fault asks for. */
export const serverError = (code: string, message: string): ProtocolError => ({
  type: 'server_error',
  code,
  message,
  param: null,
})

/** A value outside the set that the server knows. */
export const unsupportedValue = (value: string, supported: readonly string[], param: string): ProtocolError =>
  invalidRequest(
    'invalid_value',
    `Invalid value: '${value}'. Supported values are: ${supported.map((name) => `'${name}'`).join(', ')}.`,
    param,
  )
