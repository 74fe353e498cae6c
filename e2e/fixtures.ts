import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, expect, type Page, test as base, type TestInfo } from '@playwright/test'
import { type ElectronHost, electronMissing, startElectronHost } from './hosts/electron-host'
import { type Host, type HostKind, type HostSurroundings, withoutSound } from './hosts/host'
import { createSharedHost, type SharedHost } from './hosts/shared-host'
import { browserMissing, launchBrowser, startWebHost } from './hosts/web-host'
import { type SimServer, startSim } from './hosts/sim'

export interface HostOptions {
  hostKind: HostKind
}

interface Fixtures {
  /** Skips tests whose host can't run on this machine. */
  hostInstalled: undefined
  dataDirectory: string
  host: Host
  /** The host where it is Electron's, for tests about Electron itself. */
  desktop: ElectronHost
  /** What the loopback server is started with. */
  simFlags: readonly string[]
  /** The loopback server, as `npm run sim` starts it. */
  sim: SimServer
}

interface WorkerFixtures extends HostOptions {
  /** Starts a host of the project's kind. */
  startHost: (surroundings: HostSurroundings) => Promise<Host>
  /** Variables for the shared host on top of those of the tests. */
  sharedEnvironment: Readonly<Record<string, string>>
  sharedHost: SharedHost
}

interface FreshFixtures {
  /** Variables for the host on top of those of the tests. */
  hostEnvironment: Readonly<Record<string, string>>
  /** Ends the host and starts it again on the same data; `page` is the old one's, take the new host's. */
  restart: () => Promise<Host>
}

export { expect }

/**
 * Tests against a running Parley; `page` is its window, in either host. The host is shared by the tests of a worker and
 * reset between them. What is about starting, ending, or data on disk takes {@link freshTest}.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  hostKind: ['web', { option: true, scope: 'worker' }],
  sharedEnvironment: [withoutSound, { option: true, scope: 'worker' }],

  startHost: [
    async ({ hostKind }, use) => {
      const browser: Browser | undefined = hostKind === 'web' ? await launchBrowser() : undefined
      await use((surroundings) => (browser ? startWebHost(browser, surroundings) : startElectronHost(surroundings)))
      await browser?.close()
    },
    { scope: 'worker' },
  ],

  sharedHost: [
    async ({ startHost, sharedEnvironment }, use) => {
      const shared = await createSharedHost(startHost, sharedEnvironment)
      await use(shared)
      await shared.close()
    },
    { scope: 'worker' },
  ],

  hostInstalled: [
    async ({ hostKind }, use, testInfo) => {
      const missing = hostKind === 'web' ? browserMissing() : electronMissing()
      testInfo.skip(missing !== undefined, missing ?? '')
      await use(undefined)
    },
    { auto: true },
  ],

  dataDirectory: async ({ sharedHost }, use) => {
    await use(sharedHost.dataDirectory)
  },

  host: async ({ sharedHost }, use, testInfo) => {
    const host = await sharedHost.ready()
    await use(host)
    await pictureOfFailure(host, testInfo)
  },

  desktop: async ({ host }, use) => {
    if (!('app' in host)) throw new Error('Only the desktop host has an Electron.')
    await use(host as ElectronHost)
  },

  page: async ({ host }, use) => {
    await use(host.page)
  },

  simFlags: [[], { option: true }],
  sim: async ({ simFlags }, use) => {
    const sim = await startSim(simFlags)
    await use(sim)
    await sim.close()
  },
})

/** The same with a host and a data folder of the test's own, which it may end, restart and prepare. */
export const freshTest = test.extend<FreshFixtures>({
  hostEnvironment: [withoutSound, { option: true }],

  dataDirectory: async ({ hostKind }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), `parley-${hostKind}-`))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  restart: async ({ startHost, dataDirectory, hostEnvironment }, use, testInfo) => {
    let host: Host | undefined
    await use(async () => {
      await host?.close()
      host = await startHost({ dataDirectory, environment: hostEnvironment })
      return host
    })
    if (host) await pictureOfFailure(host, testInfo)
    await host?.close()
  },

  host: async ({ restart }, use) => {
    await use(await restart())
  },
})

async function pictureOfFailure(host: Host, testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return
  await host.page.screenshot({ path: testInfo.outputPath('window.png') }).catch(() => undefined)
}

/** Changes settings as the window does, without going through its controls. */
export async function changeSettings(page: Page, change: object): Promise<void> {
  await page.getByRole('textbox').first().waitFor()
  await page.evaluate(`window.parley.invoke('settings.change', ${JSON.stringify(change)}).then((result) => {
    if (!result.ok) throw new Error(result.error.message)
  })`)
}

/** The change of settings that puts a server into use, beside the demo. */
export const usingServer = (kind: 'openai' | 'custom', address = '', own: object = {}): object => ({
  profiles: [{ id: kind, kind, address, ...own }],
  profile: kind,
})

/**
 * Presses Space for 100 ms. The times of both events are given: a busy machine delivers them late, and Playwright's own
 * would then be those of a hold.
 */
export async function tapSpace(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const key = { key: ' ', code: 'Space', windowsVirtualKeyCode: 32 }
  const seconds = Date.now() / 1000
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp: seconds - 0.1, ...key })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp: seconds, ...key })
  await session.detach()
}

/** Types a message and sends it. */
export async function say(page: Page, text: string): Promise<void> {
  const message = page.getByRole('textbox', { name: 'Message' })
  await message.fill(text)
  await message.press('Enter')
}

/** An answer of the assistant that holds some text. */
export const answer = (page: Page, text: string) =>
  page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Parley' }) })
    .filter({ hasText: text })

/** Waits until an answer is there and was spoken to its end: one that is stopped before is shown as not heard. */
export async function expectAnswer(page: Page, text: string): Promise<void> {
  await expect(answer(page, text)).toBeVisible()
  await expect(page.getByText('Waiting', { exact: true })).toBeVisible()
}

/** Opens the settings at one of their sections. */
export async function openSettings(page: Page, section: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click()
  await page.getByRole('tab', { name: section }).click()
}

/** Chooses from a list of the settings. */
export async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Has another server tried and, if it answers, used; the settings stay open. */
export async function useServer(page: Page, address: string, key: string): Promise<void> {
  await openSettings(page, 'Server and key')
  await page.getByRole('button', { name: 'Add a server' }).click()
  await choose(page, 'Server', 'Own server')
  await page.getByLabel('Address').fill(address)
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Test and save' }).click()
}
