import type { AppError } from '../ipc/result'
import { errorName, isFinalError } from './error-codes'
import { codeOfServer, saidByServer } from './said-by-server'
import type { WireError } from './wire'

/** What to tell the user about an error with which a server refuses a session. */
export function serverRefusal(error: WireError): AppError {
  const code = errorName(error)
  const hint = isFinalError(code) ? 'Check the key and the account it belongs to.' : ''
  if (error.message === '') return { ...withoutReason, hint }
  const said = saidByServer(error.message)
  return {
    code: `server.${codeOfServer(code ?? 'error')}`,
    message: `The server refused: ${said}`,
    hint,
    displayable: true,
    values: { said },
  }
}

/** An error that has neither a code nor words. */
export const withoutReason: AppError = {
  code: 'server.no_reason',
  message: 'The server reported an error without a reason.',
  hint: '',
  displayable: true,
}
