import type { HistoryFile } from './history-file'

/**
 * What the file says of itself: `ended` whether the last program that kept conversations in it came to an orderly end
 * (1 or 0), `checked` when it was last looked through (milliseconds since 1970), `erased` how often something was erased
 * whose words may still be in it (0: they are not).
 */
export type FileFlag = 'ended' | 'checked' | 'erased'

export const readFlag = (file: HistoryFile, name: FileFlag): number | null =>
  file.all<{ value: number }>('SELECT value FROM marks WHERE name = ?', name)[0]?.value ?? null

export const writeFlag = (file: HistoryFile, name: FileFlag, value: number): void =>
  void file.run('INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)', name, value)

/** Something was erased. */
export const markErased = (file: HistoryFile): void => writeFlag(file, 'erased', readErased(file) + 1)

export const readErased = (file: HistoryFile): number => readFlag(file, 'erased') ?? 0
