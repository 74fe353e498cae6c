import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests in real time share the machine with nothing: on a busy one a late sound would be the machine's fault. */
const inRealTime = ['test/interruption.test.ts', 'test/talk.test.ts', 'test/sound/**/*.test.ts']

export default defineConfig({
  test: {
    testTimeout: 20_000,
    maxConcurrency: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'logic',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: inRealTime,
          // By itself it leaves one processor free, which of two is half.
          maxWorkers: availableParallelism(),
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
