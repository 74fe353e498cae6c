import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import type { PageFile } from './page-file'

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
 * Returns the file under a URL's path; null if there is none. Reads nothing outside of the directory, whatever the path
 * contains: what counts is where the file really is, after following links.
 * @param urlPath as it was sent, percent-encoded
 */
export async function findStaticFile(directory: string, urlPath: string): Promise<PageFile | null> {
  const relative = decode(urlPath === '/' ? '/index.html' : urlPath)
  const contentType = relative === null ? undefined : contentTypes[path.extname(relative)]
  if (relative === null || contentType === undefined) return null
  try {
    const root = await realpath(directory)
    const file = await realpath(path.join(root, relative))
    if (!file.startsWith(root + path.sep)) return null
    return { content: await readFile(file), contentType, immutable: relative.startsWith('/assets/') }
  } catch {
    return null // there is no such file
  }
}

function decode(urlPath: string): string | null {
  try {
    const decoded = decodeURIComponent(urlPath)
    return decoded.includes('\0') ? null : decoded
  } catch {
    return null // bad percent-encoding
  }
}
