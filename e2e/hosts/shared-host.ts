import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { Host, HostSurroundings } from './host'

/**
 * A host that many tests use, one after the other: starting one costs seconds, resetting one a fraction of a second. Tests
 * that end it or crash its page need a host of their own.
 */
export interface SharedHost {
  readonly dataDirectory: string
  /** Returns the running host in the state of its first start: no conversations, no keys, the default settings. */
  ready(): Promise<Host>
  close(): Promise<void>
}

export async function createSharedHost(
  start: (surroundings: HostSurroundings) => Promise<Host>,
  environment: HostSurroundings['environment'],
): Promise<SharedHost> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'parley-shared-'))
  let host: Host | null = null
  /** Those of the very first start, to which every later one returns. */
  let settings: unknown

  const startAgain = async (): Promise<Host> => {
    await host?.close()
    host = null
    const started = await start({ dataDirectory, environment })
    await untilShown(started.page)
    if (settings === undefined) settings = await started.page.evaluate(readSettings)
    else await resetPage(started.page)
    host = started
    return started
  }
  const resetPage = async (page: Page): Promise<void> => {
    await page.evaluate(reset(settings))
    await page.reload()
    await untilShown(page)
  }

  return {
    dataDirectory,
    async ready() {
      // A hidden window is released after a while, which may be in the midst of this.
      if (!host || host.page.isClosed()) return startAgain()
      try {
        await resetPage(host.page)
        return host
      } catch (thrown) {
        if (!host.page.isClosed()) throw thrown
        return startAgain()
      }
    },
    async close() {
      await host?.close()
      await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const untilShown = (page: Page): Promise<void> => page.getByRole('textbox').first().waitFor()

// Code for the page as text: tests are compiled without the DOM's types.

const ask = `async (name, input) => {
  const result = await window.parley.invoke(name, input)
  if (!result.ok) throw new Error(name + ': ' + result.error.message)
  return result.value
}`

const readSettings = `(async () => {
  const ask = ${ask}
  return (await ask('app.snapshot')).settings
})()`

const reset = (settings: unknown): string => `(async () => {
  const ask = ${ask}
  await ask('talk.cancel')
  await ask('audio.stopTest')
  await ask('session.stop')
  await ask('session.mute', { muted: false })
  const { host, keys } = await ask('app.snapshot')
  if (host === 'desktop') await ask('window.show')
  for (const id of keys) await ask('keys.remove', { id })
  await ask('settings.change', ${JSON.stringify(settings)})
  await ask('history.forget')
  await ask('conversation.new', { offTheRecord: false })
  await ask('draft.keep', { text: '' })
})()`
