import { answerWith, startScriptedServer } from '../test/servers/scripted-server'
import { heavyFrames } from '../test/support/heavy-frames'
import { timeLimit } from '../test/support/time-limit'
import { answer, changeSettings, expect, freshTest as test, say, usingServer } from './fixtures'

test('answers a turn and the next one despite heavy frames during the answer', async ({ page }) => {
  test.setTimeout(timeLimit(300_000))
  const names = Object.keys(heavyFrames)
  const server = await startScriptedServer({
    // Heavy frames come in every other turn.
    answer: (turn) => answerWith(`Answer ${turn}.`, turn % 2 === 1 ? heavyFrames[names[(turn - 1) / 2] ?? '']?.() : []),
  })
  await changeSettings(page, { mode: 'text', ...usingServer('custom', server.url) })
  for (const [index, name] of names.entries()) {
    await test.step(name, async () => {
      await page.evaluate(`window.parley.invoke('conversation.new', { offTheRecord: false })`)
      for (const turn of [2 * index + 1, 2 * index + 2]) {
        await say(page, `Question ${turn}`)
        await expect(answer(page, `Answer ${turn}.`)).toBeVisible({ timeout: timeLimit(60_000) })
      }
    })
  }
  await server.close()
})
