import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

const wellFormed = /^[A-Za-z0-9_-]{32,}$/

/**
 * What a page must know to connect: random, made once, and kept in a file that only its owner may read, so that open tabs
 * find back to a host that was started again.
 */
export async function keptToken(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => '') // at the first start there is none
  if (wellFormed.test(kept.trim())) return kept.trim()
  const token = randomBytes(24).toString('base64url')
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, `${token}\n`, { mode: 0o600 })
  return token
}
