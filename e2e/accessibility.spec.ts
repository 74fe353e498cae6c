import { choose, expect, expectAnswer, openSettings, say, test } from './fixtures'
import { expectNoViolations } from './support/axe'

for (const theme of ['Light', 'Dark']) {
  test(`axe finds nothing (${theme})`, async ({ page }) => {
    await openSettings(page, 'Appearance')
    await choose(page, 'Theme', theme)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase())
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      await expectNoViolations(page)
    }
    await page.keyboard.press('Escape')
    await expectNoViolations(page)

    await say(page, 'What is 2 + 3?')
    await expectAnswer(page, '2 + 3 is 5.')
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Export conversation' }).click()
    await expectNoViolations(page)
  })
}
