import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import type { CDPSession, Page } from '@playwright/test'
import { WebSocket } from 'ws'
import { startElectronHost } from '../../e2e/hosts/electron-host'
import type { HostSurroundings } from '../../e2e/hosts/host'
import { launchBrowser, startWebHost } from '../../e2e/hosts/web-host'
import type { ConversationChange } from '../../src/shared/ipc/contract'
import { channels } from '../../src/shared/ipc/channels'
import { BRIDGE_PATH, type HostFrame } from '../../src/shared/ipc/web-frames'
import type { Sent } from './shown-words'

/** A window that is measured. */
export interface MeasuredHost {
  readonly page: Page
  readonly cdp: CDPSession
  /** Text that the main side has sent to the window since it was asked the last time. */
  takeSent(): Promise<readonly Sent[]>
  close(): Promise<void>
}

/** A change of the conversation, and when it was sent. */
type Stamped = readonly [at: number, change: ConversationChange]

/** The web host and Chromium. Another tab's socket gets what the page gets, at the same moment. */
export async function measuredWebHost(surroundings: HostSurroundings): Promise<MeasuredHost> {
  const browser = await launchBrowser()
  const web = await startWebHost(browser, surroundings)
  const { page } = web
  await page.getByRole('textbox', { name: 'Message' }).waitFor() // it has its token by then
  const { host, origin } = new URL(page.url())
  const token = await page.evaluate<string>("sessionStorage.getItem('parley.token')")
  const tab = new WebSocket(`ws://${host}${BRIDGE_PATH}?token=${encodeURIComponent(token)}`, { origin })
  await once(tab, 'open')
  let changes: Stamped[] = []
  tab.on('message', (data: Buffer) => {
    const at = performance.timeOrigin + performance.now()
    const frame = JSON.parse(data.toString()) as HostFrame
    if (frame.kind === 'event' && frame.name === 'conversation.changed')
      changes.push([at, frame.payload as ConversationChange])
  })
  return {
    page,
    cdp: await page.context().newCDPSession(page),
    takeSent() {
      const taken = changes
      changes = []
      return Promise.resolve(textOf(taken))
    },
    async close() {
      tab.terminate()
      await web.close()
      await browser.close()
    },
  }
}

/** The desktop host. Its main process notes what it sends. */
export async function measuredElectronHost(surroundings: HostSurroundings): Promise<MeasuredHost> {
  const desktop = await startElectronHost(surroundings)
  const { app, page } = desktop
  const log = await app.evaluateHandle(({ BrowserWindow }, channel) => {
    const changes: unknown[] = []
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents)
      webContents.send = (...parameters: [string, ...unknown[]]) => {
        if (parameters[0] === channel && parameters[1] === 'conversation.changed')
          changes.push([performance.timeOrigin + performance.now(), parameters[2]])
        send(...parameters)
      }
    }
    return changes
  }, channels.event)
  return {
    page,
    cdp: await page.context().newCDPSession(page),
    async takeSent() {
      return textOf((await log.evaluate((changes) => changes.splice(0))) as readonly Stamped[])
    },
    close: () => desktop.close(),
  }
}

const textOf = (changes: readonly Stamped[]): readonly Sent[] =>
  changes.flatMap(([at, { patches }]) => {
    const text = patches.map((patch) => (patch.op === 'append_text' ? patch.text : '')).join('')
    return text === '' ? [] : [{ at, text }]
  })
