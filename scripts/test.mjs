// Runs every test: does what set-up is missing, then prints one closing line, `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRequire } from 'node:module'
import { ensureSystemPackages } from './system-packages.mjs'

const { root, setUp } = createRequire(import.meta.url)('./setup.cjs')

setUp()
ensureSystemPackages()

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-tests-'))
const report = path.join(folder, 'vitest.json')
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
const names = process.argv.slice(2)
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...names],
  { cwd: root, stdio: 'inherit', env: { ...process.env, UV_THREADPOOL_SIZE: '16' } },
)

const counts = readCounts()
fs.rmSync(folder, { recursive: true, force: true })
// Something can fail without any test failing: an error while collecting, a crash, an unhandled rejection.
const failed = Math.max(counts.failed, status === 0 ? 0 : 1)
console.log(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1

function readCounts() {
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(fs.readFileSync(report, 'utf8'))
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}
