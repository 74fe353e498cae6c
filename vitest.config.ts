import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
// With its extension, as Vite loads its configuration without a bundler.
import { timeLimit } from './test/support/time-limit.ts'

/** Tests in real time run one after another: they measure sound, and would measure each other too. */
const inRealTime = ['test/interruption.test.ts', 'test/talk.test.ts', 'test/sound/**/*.test.ts']

export default defineConfig({
  test: {
    testTimeout: timeLimit(30_000),
    hookTimeout: timeLimit(30_000),
    maxConcurrency: 4,
    projects: [
      {
        extends: true,
        test: {
          name: 'logic',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: inRealTime,
          // By itself it leaves one processor free, which of two is half.
          maxWorkers: availableParallelism(),
          // Starting a process and loading the same modules for each file takes as long as all the tests.
          isolate: false,
          unstubGlobals: true,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'real-time', include: inRealTime, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
})
