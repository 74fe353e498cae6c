import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'

/** A file as it is served. */
export interface StaticFile {
  readonly content: Buffer
  readonly contentType: string
  /** Whether its name changes with its content, so that it may be kept for ever. */
  readonly immutable: boolean
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/**
 * The file that a URL's path means; null when there is none. Whatever the path holds, nothing outside of the directory is
 * ever read: what counts is where the file really is, links followed.
 * @param urlPath as it was sent, percent-encoded
 */
export async function findStaticFile(directory: string, urlPath: string): Promise<StaticFile | null> {
  const relative = decode(urlPath === '/' ? '/index.html' : urlPath)
  const contentType = relative === null ? undefined : contentTypes[path.extname(relative)]
  if (relative === null || contentType === undefined) return null
  try {
    const root = await realpath(directory)
    const file = await realpath(path.join(root, relative))
    if (!file.startsWith(root + path.sep)) return null
    return { content: await readFile(file), contentType, immutable: relative.startsWith('/assets/') }
  } catch {
    return null
  }
}

function decode(urlPath: string): string | null {
  try {
    const decoded = decodeURIComponent(urlPath)
    return decoded.includes('\0') ? null : decoded
  } catch {
    return null
  }
}
