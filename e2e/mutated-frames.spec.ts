import { startFloodingServer } from '../test/servers/flooding-server'
import { mutatedFrames } from '../test/support/mutated-frames'
import { timeLimit } from '../test/support/time-limit'
import { answer, changeSettings, expect, freshTest as test, say, usingServer } from './fixtures'

/** How many frames are sent. A long run, `MUTATED_FRAMES=100000`, also holds Parley to its times and its memory. */
const long = Number(process.env.MUTATED_FRAMES ?? 0)
const count = long || 2_000
const seed = Number(process.env.MUTATED_FRAMES_SEED ?? 1)

/** Counts the window's long tasks from now on. */
const watchTasks = `window.longestTask = 0
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longestTask = Math.max(window.longestTask, duration)
}).observe({ entryTypes: ['longtask'] })`

test('answers a turn and the next one despite a flood of mutated frames', async ({ page, host }) => {
  test.setTimeout(timeLimit(60_000 + count * 20))
  const memory: number[] = []
  const server = await startFloodingServer(mutatedFrames(count, seed), async (sent) => {
    if (sent % (count / 10) === 0) memory.push(await host.memory())
  })
  await changeSettings(page, { mode: 'text', ...usingServer('custom', server.url) })
  await page.evaluate(watchTasks)
  await say(page, 'Are you there?')
  await expect(answer(page, 'Answer 1')).toBeVisible({ timeout: timeLimit(30_000 + count * 20) })
  await say(page, 'And now?')
  await expect(answer(page, 'Answer 2')).toBeVisible()
  const longestTaskMs = await page.evaluate<number>('window.longestTask')
  await server.close()
  const figures = { count, seed, longestStallMs: Math.round(server.longestStallMs), longestTaskMs, memory }
  test.info().annotations.push({ type: 'figures', description: JSON.stringify(figures) })
  if (!long) return
  console.log(JSON.stringify(figures))
  expect(server.longestStallMs).toBeLessThan(500)
  expect(longestTaskMs).toBeLessThan(500)
})
