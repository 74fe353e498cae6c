// Runs every test: does what set-up is missing, then prints how long each stage took and one closing line,
// `N passed, N failed, N skipped`. With names (`npm test -- machine`) it runs only the unit tests that match. The
// end-to-end tests have names of their own: `npx playwright test -c e2e/playwright.config.ts`.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRequire } from 'node:module'
import { ensureSystemPackages, has } from './system-packages.mjs'
import { measureTimeScale } from './time-scale.mjs'

const { root, setUp } = createRequire(import.meta.url)('./setup.cjs')
const vitest = 'node_modules/vitest/vitest.mjs'
const playwright = 'node_modules/@playwright/test/cli.js'
const electronVite = 'node_modules/electron-vite/bin/electron-vite.js'

setUp()
ensureSystemPackages()

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-tests-'))
const names = process.argv.slice(2)
process.env.PARLEY_TIME_SCALE = String(await measureTimeScale())

const durations = []
const results = names.length > 0 ? [await unitTests('logic', names), await unitTests('real-time', names)] : await all()
fs.rmSync(folder, { recursive: true, force: true })

const sum = (kind) => results.reduce((total, result) => total + result[kind], 0)
console.log(durations.join('\n'))
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') === 0 ? 0 : 1

async function all() {
  // Tests in real time wait for most of their time, and go before the others.
  const units = await Promise.all([unitTests('logic'), unitTests('real-time', [], { first: true })])
  return [...units, await endToEndTests()]
}

async function unitTests(project, filters = [], options = {}) {
  const report = path.join(folder, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests']
  const status = await stage(
    `unit tests, ${project}`,
    [process.execPath, vitest, 'run', '--project', project, ...reporters, ...filters],
    options,
  )
  return count(status, report, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }))
}

/** In both hosts, on what users get: the bundle. */
async function endToEndTests() {
  if ((await stage('build', [process.execPath, electronVite, 'build', '--logLevel', 'warn'])) !== 0)
    return { passed: 0, failed: 1, skipped: 0 }
  const report = path.join(folder, 'playwright.json')
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report
  const specs = [process.execPath, playwright, 'test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json']
  const status = await stage('end-to-end tests', [...display(), ...specs])
  return count(status, report, ({ stats: { expected, flaky, unexpected, skipped } }) => ({
    passed: expected + flaky,
    failed: unexpected,
    skipped,
  }))
}

/** Electron needs a display: where there is none, one that nobody sees, and that outlives those who use it. */
function display() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY && has('xvfb-run')
    ? ['xvfb-run', '-a', '--server-args=-screen 0 1280x1024x24 -noreset']
    : []
}

/**
 * Runs a program and notes how long it took.
 * @param first whether it goes before what else runs, where the system allows that; its output is printed at its end
 * @returns its exit status
 */
async function stage(name, [program, ...parameters], { first = false } = {}) {
  const begun = performance.now()
  const child = spawn(program, parameters, { cwd: root, stdio: first ? 'pipe' : 'inherit' })
  const output = []
  if (first) {
    raisePriority(child.pid)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => output.push(text))
  }
  const status = await new Promise((resolve) => child.once('close', resolve).once('error', () => resolve(1)))
  process.stdout.write(Buffer.concat(output))
  durations.push(`${name}: ${Math.round((performance.now() - begun) / 1000)} s`)
  return status
}

function raisePriority(pid) {
  try {
    os.setPriority(pid, -10)
  } catch {
    console.log('Tests in real time run at the usual priority: this user may not raise it.')
  }
}

/** Something can fail without any test failing: an error while collecting, a crash, an unhandled rejection. */
function count(status, report, read) {
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const counts = read(JSON.parse(fs.readFileSync(report, 'utf8')))
  return { ...counts, failed: Math.max(counts.failed, status === 0 ? 0 : 1) }
}
