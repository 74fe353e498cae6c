import { answer, expect, expectAnswer, say, test } from './fixtures'
import { emptyConversation } from './support/history'

test('starts an empty conversation and keeps the old one in the history', async ({ page }) => {
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await page.getByRole('button', { name: 'New conversation' }).first().click()
  await expect(emptyConversation(page)).toBeVisible()
  await page.getByRole('navigation', { name: 'History' }).getByRole('button', { name: 'What is 2 + 3?' }).click()
  await expect(answer(page, '2 + 3 is 5.')).toBeVisible()
})

test('offers every mode and says how to talk in it', async ({ page }) => {
  const modes = page.getByRole('radiogroup', { name: 'How you talk' })
  for (const [mode, hint] of [
    ['Hands-free', 'Connect, then just talk.'],
    ['Typing', 'Type below. Parley answers in writing.'],
    ['Push to talk', 'Hold the button or Space to talk, or tap once'],
  ] as const) {
    await modes.getByRole('radio', { name: mode, exact: true }).click()
    await expect(modes.getByRole('radio', { name: mode, exact: true })).toBeChecked()
    await expect(page.getByText(hint).first()).toBeVisible()
  }
})

test('changes the mode during a session', async ({ page }) => {
  const typing = page.getByRole('radio', { name: 'Typing' })
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await typing.click()
  await expect(typing).toBeChecked()
  await say(page, 'What is 6 * 7?')
  await expectAnswer(page, '6 × 7 is 42.')
})
