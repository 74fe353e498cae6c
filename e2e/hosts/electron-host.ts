import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { timeLimit } from '../../test/support/time-limit'
import { environmentFor, type Host, type HostSurroundings } from './host'
import { root, sandboxFlags } from './places'
import { residentMemory } from './resident-memory'

export interface ElectronHost extends Host {
  readonly app: ElectronApplication
}

const executable =
  process.env.ELECTRON_OVERRIDE_DIST_PATH === undefined
    ? path.join(root, 'node_modules/electron/dist', process.platform === 'win32' ? 'electron.exe' : 'electron')
    : path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH, 'electron')

export function electronMissing(): string | undefined {
  if (!existsSync(executable)) return 'there is no Electron: see ELECTRON_OVERRIDE_DIST_PATH in docs/architecture.md'
  const needsDisplay = process.platform === 'linux'
  return needsDisplay && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY ? 'there is no display' : undefined
}

/** How Parley's desktop host is started; a second launch is started the same way. */
export const electronLaunch = (surroundings: HostSurroundings, flags: readonly string[] = []) => ({
  executablePath: executable,
  args: [...sandboxFlags, '--lang=en-US', root, '--data', surroundings.dataDirectory, ...flags],
  // What is set to start at login is the tests' own, and not that of whoever runs them.
  env: { ...environmentFor(surroundings), XDG_CONFIG_HOME: path.join(surroundings.dataDirectory, 'config') },
})

/** Starts the desktop host. */
export async function startElectronHost(
  surroundings: HostSurroundings,
  flags: readonly string[] = [],
): Promise<ElectronHost> {
  const timeout = timeLimit(30_000)
  const app = await _electron.launch({ ...electronLaunch(surroundings, flags), timeout })
  const page = await app.firstWindow({ timeout })
  page.setDefaultTimeout(timeout)
  let exports = 0
  return {
    app,
    page,
    async exported(act) {
      const filePath = path.join(surroundings.dataDirectory, `exported-file-${++exports}`)
      // The system's dialog is out of reach; what the user would answer is put in its place.
      const asked = app.evaluate(
        ({ dialog }, chosen) =>
          new Promise<string>((resolve) => {
            dialog.showSaveDialog = (...parameters: unknown[]) => {
              const options = parameters.at(-1) as { defaultPath: string }
              resolve(options.defaultPath)
              return Promise.resolve({ canceled: false, filePath: chosen })
            }
          }),
        filePath,
      )
      await act()
      const name = path.basename(await asked)
      await page.getByText(filePath).waitFor()
      return { name, path: filePath, content: await readFile(filePath, 'utf8') }
    },
    memory: () => residentMemory(app.process().pid),
    close: () => app.close(),
  }
}
