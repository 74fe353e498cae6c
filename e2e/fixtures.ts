import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, expect, type Page, test as base } from '@playwright/test'
import { type ElectronHost, electronMissing, startElectronHost } from './hosts/electron-host'
import { type Host, type HostKind, withoutSound } from './hosts/host'
import { browserMissing, launchBrowser, startWebHost } from './hosts/web-host'
import { type SimServer, startSim } from './hosts/sim'

export interface HostOptions {
  hostKind: HostKind
}

interface Fixtures {
  /** Variables for the host on top of those of the tests. */
  hostEnvironment: Readonly<Record<string, string>>
  dataDirectory: string
  host: Host
  /** The host where it is Electron's, for tests about Electron itself. */
  desktop: ElectronHost
  /** Ends the host and starts it again on the same data; `page` is the old one's, take the new host's. */
  restart: () => Promise<Host>
  /** What the loopback server is started with. */
  simFlags: readonly string[]
  /** The loopback server, as `npm run sim` starts it. */
  sim: SimServer
}

interface WorkerFixtures extends HostOptions {
  sharedBrowser: Browser | undefined
}

export { expect }

/** Tests against a running Parley; `page` is its window, in either host. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  hostKind: ['web', { option: true, scope: 'worker' }],
  hostEnvironment: [withoutSound, { option: true }],

  sharedBrowser: [
    async ({ hostKind }, use) => {
      const browser = hostKind === 'web' && browserMissing() === undefined ? await launchBrowser() : undefined
      await use(browser)
      await browser?.close()
    },
    { scope: 'worker' },
  ],

  // eslint wants no empty pattern, Playwright wants a pattern: the option stands in.
  dataDirectory: async ({ hostKind }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), `parley-${hostKind}-`))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  restart: async ({ hostKind, sharedBrowser, dataDirectory, hostEnvironment }, use, testInfo) => {
    const missing = hostKind === 'web' ? browserMissing() : electronMissing()
    testInfo.skip(missing !== undefined, missing ?? '')
    let host: Host | undefined
    await use(async () => {
      await host?.close()
      const surroundings = { dataDirectory, environment: hostEnvironment }
      host = sharedBrowser ? await startWebHost(sharedBrowser, surroundings) : await startElectronHost(surroundings)
      return host
    })
    if (host && testInfo.status !== testInfo.expectedStatus) {
      await host.page.screenshot({ path: testInfo.outputPath('window.png') }).catch(() => undefined)
    }
    await host?.close()
  },

  host: async ({ restart }, use) => {
    await use(await restart())
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
  await openSettings(page, 'Endpoint')
  await choose(page, 'Server', 'Another server')
  await page.getByLabel('Address').fill(address)
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Test and use' }).click()
}
