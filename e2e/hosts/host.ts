import type { Page } from '@playwright/test'

export type HostKind = 'web' | 'electron'

/** What was exported: the name that was suggested, and the file as it lies there. */
export interface ExportedFile {
  readonly name: string
  readonly path: string
  /** Read as UTF-8. */
  readonly content: string
}

/** A running Parley, whichever host it runs in, on a data folder of its own. */
export interface Host {
  readonly page: Page
  /** Does what exports a conversation; answers the file that the user gets. */
  exported(act: () => Promise<void>): Promise<ExportedFile>
  /** Returns how much memory its main process has in use, in megabytes. */
  memory(): Promise<number>
  /** Ends it as a user would; resolves when the process is gone. */
  close(): Promise<void>
}

export interface HostSurroundings {
  readonly dataDirectory: string
  /** Variables on top of those of the tests. */
  readonly environment: Readonly<Record<string, string>>
}

/** No sound card, whatever the machine has: tests are neither to hear nor to be heard. */
export const withoutSound = { ALSA_CONFIG_PATH: '/dev/null', PULSE_SERVER: 'none:' }

export const environmentFor = ({ environment }: HostSurroundings): Record<string, string> => {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(own), LANG: 'en_US.UTF-8', LANGUAGE: 'en', ...environment }
}
