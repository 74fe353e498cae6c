import { timeLimit } from '../test/support/time-limit'
import { answerWith, type ScriptedServer, startScriptedServer } from '../test/servers/scripted-server'
import { answer, changeSettings, expect, say, test as base, usingServer } from './fixtures'
import { expectNoViolations } from './support/axe'

/** With a server that leaves the first question unanswered. */
const test = base.extend<{ silentServer: ScriptedServer }>({
  silentServer: async ({ page }, use) => {
    const server = await startScriptedServer({ answer: (turn) => (turn === 1 ? [] : answerWith('At last')) })
    await changeSettings(page, { mode: 'text', ...usingServer('custom', server.url) })
    await use(server)
    await server.close()
  },
})

test('shows a late answer, and requests it again', async ({ page, silentServer }) => {
  await say(page, 'Are you there?')
  const late = page.getByRole('status').filter({ hasText: 'No answer yet' })
  await expect(late).toBeVisible({ timeout: timeLimit(30_000) })
  await expect(page.getByRole('button', { name: 'Stop the answer' })).toBeVisible()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(answer(page, 'At last')).toBeVisible()
  await expect(late).toBeHidden()
  await expect(page.getByRole('article')).toHaveCount(2)
  expect(silentServer.received.filter(({ type }) => type === 'response.create')).toHaveLength(2)
})
