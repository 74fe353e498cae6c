'use strict'
// What every command needs before it can run: the packages of the lockfile. Plain Node, no dependencies, and nothing
// on stdout, which belongs to the command.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const root = path.resolve(__dirname, '..')

/** The oldest Node that the project runs on; package.json says the same to npm. */
const oldestNode = [20, 19]

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  stop(`Parley needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`)
}

/** Whether node_modules holds what the lockfile says; npm notes what it installed in a lockfile of its own. */
function packagesAreInstalled() {
  const installed = path.join(root, 'node_modules', '.package-lock.json')
  const wanted = path.join(root, 'package-lock.json')
  if (!fs.existsSync(installed)) return false
  return fs.statSync(installed).mtimeMs >= fs.statSync(wanted).mtimeMs || sameVersions(installed, wanted)
}

function sameVersions(installed, wanted) {
  const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages
  const present = read(installed)
  return Object.entries(read(wanted)).every(
    ([name, entry]) => name === '' || entry.optional || present[name]?.version === entry.version,
  )
}

function installPackages() {
  if (packagesAreInstalled()) return
  process.stderr.write('Installing packages (once)…\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // Warnings about engines and deprecations say nothing that a user could act on.
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) stop('The packages could not be installed.', 'Run "npm ci" to see why.')
}

function stop(message, hint = '') {
  process.stderr.write(`parley: ${message}${hint && ` ${hint}`}\n`)
  process.exit(1)
}

/** Does what set-up is missing; ends the process with one clear line when it can't. */
function setUp() {
  checkNode()
  installPackages()
}

module.exports = { root, setUp }
