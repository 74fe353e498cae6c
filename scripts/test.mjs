// Runs every test: does what set-up is missing, then prints one closing line, `N passed, N failed, N skipped`.
// With names (`npm test -- machine`) only the unit tests that match; the end-to-end tests have names of their own:
// `npx playwright test -c e2e/playwright.config.ts`.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRequire } from 'node:module'
import { ensureSystemPackages, has } from './system-packages.mjs'

const { root, setUp } = createRequire(import.meta.url)('./setup.cjs')

setUp()
ensureSystemPackages()

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-tests-'))
const names = process.argv.slice(2)
const results = names.length > 0 ? [runUnitTests()] : [runUnitTests(), runEndToEndTests()]
fs.rmSync(folder, { recursive: true, force: true })

const sum = (kind) => results.reduce((total, result) => total + result[kind], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') === 0 ? 0 : 1

function runUnitTests() {
  const report = path.join(folder, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const status = run([process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...reporters, ...names])
  return count(status, report, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }))
}

/** In both hosts, on what users get: the bundle. */
function runEndToEndTests() {
  if (run([process.execPath, 'node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn']) !== 0)
    return { passed: 0, failed: 1, skipped: 0 }
  const report = path.join(folder, 'playwright.json')
  const playwright = [
    process.execPath,
    'node_modules/@playwright/test/cli.js',
    'test',
    '-c',
    'e2e/playwright.config.ts',
  ]
  const status = run([...display(), ...playwright, '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
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

function run([program, ...parameters], environment = {}) {
  const env = { ...process.env, ...environment }
  return spawnSync(program, parameters, { cwd: root, stdio: 'inherit', env }).status
}

/** Something can fail without any test failing: an error while collecting, a crash, an unhandled rejection. */
function count(status, report, read) {
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const counts = read(JSON.parse(fs.readFileSync(report, 'utf8')))
  return { ...counts, failed: Math.max(counts.failed, status === 0 ? 0 : 1) }
}
