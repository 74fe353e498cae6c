import type { AppError } from '../ipc/result'
import type { Notice } from './item'

/** Returns the line of a conversation that shows an error, or news in the shape of one; its hint is left to windows. */
export const noticeOf = (
  level: Notice['level'],
  { code, message, values }: Pick<AppError, 'code' | 'message' | 'values'>,
): Notice => ({ level, code, text: message, ...(values && { values }) })
