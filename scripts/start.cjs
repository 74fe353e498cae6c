'use strict'
// Starts Parley: the desktop app where it can run, and otherwise its window in a browser, saying why.
//   npm start -- [--web] [--demo] [--hidden] and, for the web host, what `npm start -- --web --help` lists
const { spawn, spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { root, setUp } = require('./setup.cjs')
const { findElectron } = require('./electron.cjs')

const desktopEntry = path.join(root, 'out/main/index.js')
const webEntry = path.join(root, 'out/main/web.js')

setUp()
buildIfOutdated()

const flags = process.argv.slice(2)
const electron = flags.includes('--web') || flags.includes('--help') ? null : desktop()
if (electron) startDesktop(electron)
else startWeb()

/** The Electron to start; null, with one line that says why, when there is none to be had. */
function desktop() {
  const found = fs.existsSync(desktopEntry) ? findElectron() : { missing: 'the desktop app is not built' }
  if (!found.missing) return found.path
  say(`The desktop app can't run here: ${found.missing}. Starting the web host instead.`)
  return null
}

function startDesktop(executable) {
  // Chromium's sandbox refuses to run as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  run(executable, [...sandbox, root, ...flags])
}

function startWeb() {
  run(process.execPath, [webEntry, ...flags])
}

function run(executable, parameters) {
  const child = spawn(executable, parameters, { cwd: process.env.INIT_CWD ?? process.cwd(), stdio: 'inherit' })
  // Ctrl+C reaches the child by itself; it closes what is open and ends, and so does this process.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    say(`parley: ${executable} could not be started: ${error.message}.`)
    process.exitCode = 1
  })
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)
  })
}

/** Builds when something in src is newer than what was built. */
function buildIfOutdated() {
  const built = [webEntry, path.join(root, 'out/renderer/index.html')].map(modifiedAt)
  const sources = ['src', 'electron.vite.config.ts', 'package-lock.json'].map((name) => newestIn(path.join(root, name)))
  if (Math.min(...built) > Math.max(...sources)) return
  say('Building…')
  const builder = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, 'build'], { cwd: root, encoding: 'utf8' })
  if (status === 0) return
  process.stderr.write(`${stdout}${stderr}\nparley: The build failed; what it said is above.\n`)
  process.exit(1)
}

/** Milliseconds since 1970; 0 for what is not there. */
function modifiedAt(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** When a file, or the newest file of a folder, was changed; tests don't count. */
function newestIn(place) {
  if (!fs.statSync(place, { throwIfNoEntry: false })?.isDirectory()) return modifiedAt(place)
  const names = fs.readdirSync(place, { recursive: true, encoding: 'utf8' })
  return Math.max(
    0,
    ...names.filter((name) => !name.endsWith('.test.ts')).map((name) => modifiedAt(path.join(place, name))),
  )
}

function say(line) {
  process.stderr.write(`${line}\n`)
}
