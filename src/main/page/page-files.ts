import { developmentFile } from './development-server'
import type { PageFile } from './page-file'
import { findStaticFile } from './static-files'

/** Finds a file of the page by a URL's path and query, percent-encoded; null if there is none. */
export type FindFile = (urlPath: string) => Promise<PageFile | null>

/**
 * Returns where the page's files come from: the built ones, or those of Vite's development server.
 * @param directory the built renderer; no file outside of it is served
 * @param developmentServer as {@link developmentServerOf} returns it
 */
export function pageFiles(directory: string, developmentServer: string | null): FindFile {
  if (developmentServer !== null) return (urlPath) => developmentFile(developmentServer, urlPath)
  return (urlPath) => findStaticFile(directory, urlPath.replace(/\?.*$/s, ''))
}
