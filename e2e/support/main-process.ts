import type { ElectronApplication } from '@playwright/test'

type MainFunction = Exclude<Parameters<ElectronApplication['evaluate']>[0], string>
/** Electron's modules, as its main process has them. */
type Electron = Parameters<MainFunction>[0]

/**
 * Reads something in the main process. Now and then its garbage collector takes the promise that Playwright's answer hangs
 * on ("Resulting promise was garbage collected"): then it is read again, which must change nothing.
 */
export async function readMain<T>(app: ElectronApplication, read: (electron: Electron) => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await app.evaluate(read)
    } catch (error) {
      if (!String(error).includes('garbage collected')) throw error
    }
  }
}

/**
 * Does something in the main process that gives no answer. It is done once, even if the promise of its end is collected as
 * in {@link readMain}: that happens after it was called.
 */
export async function doInMain(app: ElectronApplication, act: (electron: Electron) => unknown): Promise<void> {
  try {
    await app.evaluate(act)
  } catch (error) {
    if (!String(error).includes('garbage collected')) throw error
  }
}
