import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from '@playwright/test'
import { timeLimit } from '../../test/support/time-limit'
import { environmentFor, type Host, type HostSurroundings } from './host'
import { root, sandboxFlags } from './places'
import { residentMemory } from './resident-memory'

/** The system's Chromium where there is one: Playwright's own has to be downloaded. */
const systemChromium = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((place) => existsSync(place))

export const browserMissing = (): string | undefined =>
  systemChromium !== undefined || existsSync(chromium.executablePath()) ? undefined : 'no Chromium is installed'

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: systemChromium, args: sandboxFlags })

/** Starts the web host and shows it in a browser. */
export async function startWebHost(browser: Browser, surroundings: HostSurroundings): Promise<Host> {
  const server = spawn(
    process.execPath,
    [path.join(root, 'out/main/web.js'), '--port', '0', '--data', surroundings.dataDirectory],
    { env: environmentFor(surroundings), stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const url = await addressOf(server)
  const context = await browser.newContext({ viewport: { width: 960, height: 680 }, locale: 'en-US' })
  const page = await context.newPage()
  page.setDefaultTimeout(timeLimit(30_000))
  await page.goto(url)
  return {
    page,
    async exported(act) {
      const downloading = page.waitForEvent('download')
      await act()
      const download = await downloading
      const file = await download.path()
      return { name: download.suggestedFilename(), path: file, content: await readFile(file, 'utf8') }
    },
    memory: () => residentMemory(server.pid),
    async close() {
      await context.close()
      if (server.exitCode !== null) return
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
    },
  }
}

/** Waits for the line that names the address. */
async function addressOf(server: ChildProcess): Promise<string> {
  const { stdout, stderr } = server
  if (!stdout || !stderr) throw new Error('The web host has no output to read.')
  let complaint = ''
  stderr.on('data', (text: Buffer) => (complaint += text.toString()))
  for await (const line of createInterface(stdout)) {
    const address = /http:\/\/\S+/.exec(line)?.[0]
    if (address === undefined) continue
    stdout.resume()
    return address
  }
  throw new Error(`The web host ended before it named its address: ${complaint}`)
}
