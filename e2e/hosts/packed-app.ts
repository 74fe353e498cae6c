import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, expect, type Page } from '@playwright/test'
import { electronMissing } from './electron-host'
import type { HostSurroundings } from './host'
import { root, sandboxFlags } from './places'

const run = promisify(execFile)
const electron = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(root, 'node_modules/electron/dist')

export interface PackedApp {
  readonly process: ChildProcess
  readonly browser: Browser
  readonly page: Page
}

/** Why no app can be packed and started here; undefined when one can. */
export function packingMissing(): string | undefined {
  if (process.platform !== 'linux') return 'packing is tested on Linux only'
  if (spawnSync('patchelf', ['--version']).error) return 'patchelf is not installed'
  return electronMissing()
}

/**
 * Packs what was built, as `npm run package -- --dir` does.
 * @returns the packed app's folder
 */
export async function packApp(folder: string): Promise<string> {
  const script = path.join(root, 'scripts/package.mjs')
  await run(process.execPath, [script, '--dir', '--no-build', '--output', folder], {
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electron },
  })
  return path.join(folder, 'linux-unpacked')
}

/** What a tool that comes with a package of ours prints. */
export async function printedBy(tool: string, ...parameters: readonly string[]): Promise<string> {
  const script = path.join(root, 'node_modules', tool)
  const { stdout } = await run(process.execPath, [script, ...parameters], { env: { ...process.env, FORCE_COLOR: '0' } })
  return stdout
}

/**
 * Starts a packed app with the demo. It has no door for debuggers of Node, which is how Playwright starts an Electron,
 * so its window is driven through Chromium's.
 * @param surroundings the environment is all that it gets
 */
export async function startPackedApp(folder: string, surroundings: HostSurroundings): Promise<PackedApp> {
  const { dataDirectory, environment } = surroundings
  const flags = [...sandboxFlags, '--lang=en-US', '--remote-debugging-port=0', '--demo', '--data', dataDirectory]
  const child = spawn(path.join(folder, 'parley'), flags, { env: environment, stdio: 'ignore' })
  const portFile = path.join(dataDirectory, 'DevToolsActivePort')
  await expect.poll(() => existsSync(portFile)).toBe(true)
  const [port] = (await readFile(portFile, 'utf8')).split('\n')
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const windows = () => browser.contexts().flatMap((context) => context.pages())
  const mainWindow = () => windows().find((page) => page.url() === 'parley://app/index.html')
  await expect.poll(mainWindow).toBeDefined()
  const page = mainWindow()
  if (!page) throw new Error('The packed app has lost its window.')
  return { process: child, browser, page }
}
