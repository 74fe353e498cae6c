// Makes packages of this system's kinds in dist/: AppImage and deb, dmg, or an installer for Windows.
//   npm run package -- [--dir] [--no-build] [--output <folder>] [--verbose]
// --dir makes the app's folder only; --no-build packs what is in out/ as it is. With ELECTRON_OVERRIDE_DIST_PATH, a
// folder with an unpacked Electron, --dir needs no network; else electron-builder downloads Electron and its own tools,
// once.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'

const { root, setUp } = createRequire(import.meta.url)('./setup.cjs')

const flags = readFlags()
// npm moves to the project's folder; a path on the command line means the one that the user is in.
const folder = flags.output ? path.resolve(process.env.INIT_CWD ?? '.', flags.output) : path.join(root, 'dist')
setUp()
if (!flags['no-build']) step('Building…', 'The build failed.', node('electron-vite/bin/electron-vite.js', 'build'))
if (process.platform === 'darwin' && !flags.dir) {
  buildAddonForBothProcessors()
  fetchDatabaseForBothProcessors()
}
step('Packing…', 'The package could not be made.', packing())
console.log(`The package is in ${folder}.`)

function readFlags() {
  try {
    return parseArgs({
      options: {
        dir: { type: 'boolean' },
        'no-build': { type: 'boolean' },
        output: { type: 'string' },
        verbose: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    return fail(sentence(error.message), 'The flags are --dir, --no-build, --output <folder> and --verbose.', 2)
  }
}

function packing() {
  const target = flags.dir ? ['--dir'] : []
  const config = ['--config', 'electron-builder.config.mjs', '--publish', 'never', `-c.directories.output=${folder}`]
  return node('electron-builder/cli.js', ...config, ...target)
}

/** A universal app wants an addon for Intel's and Apple's processors in one file; `npm ci` builds for this machine's. */
function buildAddonForBothProcessors() {
  const both = '-arch x86_64 -arch arm64'
  const environment = { CXXFLAGS: both, LDFLAGS: both }
  step('Building the sound addon…', 'The sound addon could not be built.', ['npm', 'rebuild', 'naudiodon'], environment)
}

/** The database comes built, in a package for each processor; `npm ci` fetches this machine's. */
function fetchDatabaseForBothProcessors() {
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/libsql/package.json'), 'utf8'))
  const packages = ['x64', 'arm64'].map((processor) => `@libsql/darwin-${processor}@${version}`)
  const fetching = ['npm', 'install', '--no-save', '--no-audit', '--force', ...packages]
  step('Fetching the database…', 'The database could not be fetched.', fetching)
}

function node(script, ...parameters) {
  return [process.execPath, path.join(root, 'node_modules', script), ...parameters]
}

/** Runs a program and keeps what it says for the case that it fails, and then shows the reason that it gives. */
function step(what, failure, [program, ...parameters], environment = {}) {
  process.stderr.write(`${what}\n`)
  const { status, error, stdout, stderr } = spawnSync(program, parameters, {
    cwd: root,
    stdio: flags.verbose ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0', ...environment },
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status === 0) return
  const reason = error ? sentence(error.message) : reasonIn(`${stdout ?? ''}\n${stderr ?? ''}`)
  fail(`${failure} ${reason}`.trim(), hintFor(reason))
}

function hintFor(reason) {
  if (/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|download/i.test(reason))
    return 'Electron and the tools for packages are downloaded; without a network, use --dir with ELECTRON_OVERRIDE_DIST_PATH.'
  return flags.verbose ? '' : 'Run it with --verbose to see all.'
}

/** The first line that names an error, as a sentence: without the marks around it. */
function reasonIn(output) {
  const line = output.split('\n').find((text) => /⨯|\berror\b/i.test(text)) ?? ''
  const text = line
    .replace(/^.*?⨯\s*/, '')
    .replace(/\s+failedTask=.*$/, '')
    .replace(/\s+error=/, ': ')
  return sentence(text.trim())
}

function sentence(text) {
  return text && !/[.!?]$/.test(text) ? `${text}.` : text
}

function fail(message, hint = '', code = 1) {
  process.stderr.write(`parley: ${message}${hint && ` ${hint}`}\n`)
  process.exit(code)
}
