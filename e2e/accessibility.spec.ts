import { expect, expectAnswer, openSettings, say, test } from './fixtures'
import { expectNoViolations } from './support/axe'
import { entryOf, startAnew } from './support/history'

test('the main views have no axe violations', async ({ page }) => {
  await expectNoViolations(page)
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Export conversation' }).click()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await startAnew(page)
  await entryOf(page, 'What is 2 + 3?').click()
  await expect(page.getByText('This is an earlier conversation.')).toBeVisible()
  await expectNoViolations(page)
  await openSettings(page, 'Appearance')
  await expectNoViolations(page)
})
