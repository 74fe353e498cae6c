import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** The files of a folder in which some word stands, whichever way programs write text; names count too. */
export async function filesWith(folder: string, word: string): Promise<readonly string[]> {
  const needles = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')]
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const found: string[] = []
  for (const file of files) {
    const content = await readFile(file).catch(() => Buffer.alloc(0)) // some come and go while the program runs
    if (file.includes(word) || needles.some((needle) => content.includes(needle))) found.push(file)
  }
  return found
}
