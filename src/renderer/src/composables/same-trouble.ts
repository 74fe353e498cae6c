import type { NoticeItem } from '../../../shared/conversation/item'
import type { Trouble } from './error-words'

/** Whether a line of the conversation says why the session has ended, which stands below the conversation too. */
export const isSameTrouble = ({ level, code }: NoticeItem, error: Pick<Trouble, 'code'>): boolean =>
  level === 'error' && (error.code === code || error.code === `server.${code}`)
