import { titleOf } from '../../../../shared/conversation/transcript'
import { toKey, toText } from '../file/encode'
import type { HistoryFile } from '../file/history-file'
import { conversationRow, transcriptOf } from './read-conversation'

/** What users do to conversations in the list, but for erasing them. */

/** An empty title gives back the first words. @throws Failure `conversation.not_found` */
export const renameConversation = (file: HistoryFile, id: string, title: string): void =>
  file.transaction(() => {
    const row = conversationRow(file, id)
    const titled = title !== ''
    const text = toText(titled ? title : titleOf(transcriptOf(file, row).items))
    file.run('UPDATE conversations SET title = ?, titled = ? WHERE number = ?', text, Number(titled), row.number)
    if (titled) file.words.putTitle(row.number, text)
    else file.words.removeTitle(row.number)
  })

export const pinConversations = (file: HistoryFile, ids: readonly string[], pinned: boolean): void =>
  file.transaction(() => {
    for (const id of ids) file.run('UPDATE conversations SET pinned = ? WHERE id = ?', Number(pinned), toKey(id))
  })

/** @param now milliseconds since 1970 */
export const removeConversations = (file: HistoryFile, ids: readonly string[], now: number): void =>
  file.transaction(() => {
    for (const id of ids)
      file.run('UPDATE conversations SET removed_at = ? WHERE id = ? AND removed_at IS NULL', now, toKey(id))
  })

export const restoreConversations = (file: HistoryFile, ids: readonly string[]): void =>
  file.transaction(() => {
    for (const id of ids) file.run('UPDATE conversations SET removed_at = NULL WHERE id = ?', toKey(id))
  })
