import { type AppError, appError } from '../ipc/result'
import { errorName, isFinalError } from './error-codes'
import { codeOfServer, saidByServer } from './said-by-server'
import type { WireError } from './wire'

/** Returns the error with which a server refuses a session: in its own words, under its own code. */
export function serverRefusal(error: Pick<WireError, 'code' | 'type' | 'message'>): AppError {
  if (error.message === '') return appError('server.no_reason')
  const said = saidByServer(error.message)
  const code = errorName(error)
  if (isFinalError(code)) return appError(`server.${code}`, { said })
  return { ...appError('server.said', { said }), code: `server.${codeOfServer(code ?? 'error')}` }
}
