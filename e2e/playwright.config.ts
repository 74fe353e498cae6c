import path from 'node:path'
import { defineConfig } from '@playwright/test'
import type { HostOptions } from './fixtures'

/**
 * One set of specs for both hosts; those in `desktop` and `web` are about one of them. Runs on what `npm run build` made.
 */
export default defineConfig<object, HostOptions>({
  testDir: '.',
  outputDir: path.join(import.meta.dirname, '../test-results'),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Hosts share nothing, and wait for most of their time: three of them with a browser each are what two cores can take.
  fullyParallel: true,
  workers: 3,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  projects: [
    { name: 'web', testIgnore: 'desktop/**', use: { hostKind: 'web' } },
    { name: 'electron', testIgnore: 'web/**', use: { hostKind: 'electron' } },
  ],
})
