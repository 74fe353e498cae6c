import { changeSettings, expect, expectAnswer, say, test } from './fixtures'

test('reports a missing microphone when the user presses the button; typing works', async ({ page }) => {
  await changeSettings(page, { talkKey: { behaviour: 'hold', hotkey: null } }) // however short it is held
  await page.getByRole('button', { name: 'Hold to talk' }).hover()
  await page.mouse.down()
  await expect(page.getByText('Parley found no microphone.')).toBeVisible()
  await page.mouse.up()
  await expect(page.getByRole('button', { name: 'Hold to talk' })).toBeVisible()
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await expect(page.getByText('Parley found no microphone.')).toHaveCount(1)
  await expect(page.getByText('Parley found no speaker.')).toHaveCount(1)
})
