import type { Item } from '../../../../shared/conversation/item'
import { fromJson, toJson } from './encode'
import { settled } from '../writing/growing'
import type { HistoryFile } from './history-file'

/** Items that were growing when the program that kept them ended will not grow any more: they are cut off, and found. */
export const settleAfterCrash = (file: HistoryFile): void =>
  file.transaction(() => {
    for (const { number, body } of file.all<{ number: number; body: string }>(
      'SELECT number, body FROM items WHERE running = 1',
    )) {
      const item = settled(fromJson(body) as Item)
      file.run('UPDATE items SET body = ?, running = 0 WHERE number = ?', toJson(item), number)
      file.words.put(number, item)
    }
  })
