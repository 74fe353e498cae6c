// Starts Parley for development: a change of a component shows at once, and a change of the main side restarts it.
//   npm run dev -- [--web] and what `npm start` takes
// --web opens the web host instead of the desktop app, as does a machine that can't run Electron.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { root, setUp } = require('./setup.cjs')
const { findElectron } = require('./electron.cjs')

setUp()

const flags = process.argv.slice(2).filter((flag) => flag !== '--web')
const electron = process.argv.includes('--web') ? { missing: '' } : findElectron()
if (electron.missing)
  console.error(`The desktop app can't run here: ${electron.missing}. Starting the web host instead.`)
const isDesktop = electron.missing === undefined
const isRoot = process.getuid?.() === 0

// electron-vite serves the page, rebuilds what changed, and starts whatever program these variables name.
const program = isDesktop
  ? { ELECTRON_EXEC_PATH: electron.path, ...(isRoot && { NO_SANDBOX: '1' }) }
  : { ELECTRON_EXEC_PATH: process.execPath, ELECTRON_ENTRY: path.join(root, 'out/main/web.js') }
const child = spawn(
  process.execPath,
  [path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev', '--watch', '--', ...flags],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...program } },
)

// Ctrl+C reaches the child by itself; it closes what is open and ends, and so does this process.
process.on('SIGINT', () => undefined)
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('close', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)
})
