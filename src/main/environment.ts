import os from 'node:os'
import type { Environment } from './ports/assistant'

/**
 * What this process runs on; Electron and Chromium are named where they are what runs it.
 * @param locale the user's language and region
 */
export function environmentOf(locale: string): Environment {
  const { node, electron, chrome } = process.versions
  return {
    system: `${os.type()} ${os.release()} (${os.version()})`,
    architecture: process.arch,
    locale,
    runtimes: { Node: node, ...(electron && { Electron: electron }), ...(chrome && { Chromium: chrome }) },
  }
}
