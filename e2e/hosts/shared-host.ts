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

  const startAgain = async (): Promise<Host> => {
    await host?.close()
    host = null
    const started = await start({ dataDirectory, environment })
    await untilShown(started.page)
    await started.page.evaluate(rememberSettings)
    host = started
    return started
  }

  return {
    dataDirectory,
    async ready() {
      // A hidden window is released after a while.
      if (!host || host.page.isClosed()) return startAgain()
      await host.page.evaluate(reset)
      await host.page.reload()
      await untilShown(host.page)
      return host
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

/** Keeps the settings of the first start where a reload finds them. */
const rememberSettings = `(async () => {
  const ask = ${ask}
  const { settings } = await ask('app.snapshot')
  sessionStorage.setItem('test.settings', JSON.stringify(settings))
})()`

const reset = `(async () => {
  const ask = ${ask}
  await ask('talk.cancel')
  await ask('audio.stopTest')
  await ask('session.stop')
  await ask('session.mute', { muted: false })
  const { host, keys } = await ask('app.snapshot')
  if (host === 'desktop') await ask('window.show')
  for (const kind of keys) await ask('keys.remove', { kind })
  await ask('settings.change', JSON.parse(sessionStorage.getItem('test.settings')))
  await ask('history.forget')
  await ask('conversation.new', { offTheRecord: false })
  await ask('draft.keep', { text: '' })
})()`
