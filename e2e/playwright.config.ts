import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { timeLimit } from '../test/support/time-limit'
import type { HostOptions } from './fixtures'

/**
 * One set of specs for both hosts; those in `desktop` and `web` are about one of them. Runs on what `npm run build` made.
 */
export default defineConfig<object, HostOptions>({
  testDir: '.',
  outputDir: path.join(import.meta.dirname, '../test-results'),
  timeout: timeLimit(90_000),
  expect: { timeout: timeLimit(15_000) },
  // Hosts wait for most of their time: three of them, each with a browser, are what two cores can take.
  fullyParallel: true,
  workers: 3,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  projects: [
    // Sound is measured in real time, one test after the other; the other projects' workers run beside it.
    { name: 'sound', testMatch: 'sound/**/*.spec.ts', workers: 1, use: { hostKind: 'electron' } },
    { name: 'web', testIgnore: ['desktop/**', 'sound/**'], use: { hostKind: 'web' } },
    { name: 'electron', testIgnore: ['web/**', 'sound/**'], use: { hostKind: 'electron' } },
  ],
})
