'use strict'
// Finds an Electron that runs on this machine: the one that ELECTRON_OVERRIDE_DIST_PATH names, as the electron package
// itself would, or the package's own, which is downloaded when it is missing.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

/** Long enough for a slow line; whoever has none learns it in seconds. */
const downloadMs = 180_000
const versionMs = 20_000

/** @returns {{ path: string, missing?: undefined } | { missing: string }} why there is none, to go into a sentence */
function findElectron(environment = process.env) {
  if (process.platform === 'linux' && !environment.DISPLAY && !environment.WAYLAND_DISPLAY)
    return { missing: 'there is no display' }
  const executable = environment.ELECTRON_OVERRIDE_DIST_PATH
    ? path.join(environment.ELECTRON_OVERRIDE_DIST_PATH, nameOnThisSystem())
    : ownElectron()
  if (!executable || !fs.existsSync(executable)) return { missing: 'Electron could not be had' }
  return starts(executable) ? { path: executable } : { missing: 'Electron does not start on this system' }
}

/** The electron package's executable, downloaded where it is missing; null when that fails. */
function ownElectron() {
  const folder = packageFolder()
  if (!folder) return null
  const executable = path.join(folder, 'dist', nameOnThisSystem())
  if (fs.existsSync(executable)) return executable
  process.stderr.write('Downloading Electron (once)…\n')
  const { status } = spawnSync(process.execPath, [path.join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: downloadMs,
  })
  return status === 0 ? executable : null
}

function packageFolder() {
  try {
    return path.dirname(require.resolve('electron/package.json'))
  } catch {
    return null
  }
}

/** Libraries of the system may be missing: it finds out before it asks for a display. */
function starts(executable) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return spawnSync(executable, [...sandbox, '--version'], { stdio: 'ignore', timeout: versionMs }).status === 0
}

function nameOnThisSystem() {
  switch (process.platform) {
    case 'darwin':
      return 'Electron.app/Contents/MacOS/Electron'
    case 'win32':
      return 'electron.exe'
    default:
      return 'electron'
  }
}

module.exports = { findElectron }
