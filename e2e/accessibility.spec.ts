import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { choose, expect, expectAnswer, openSettings, say, test } from './fixtures'

/** Where menus and tooltips float: at the end of the body, so by design in no landmark. */
const floating = 'data-reka-popper-con' // axe shortens what it shows

async function expectNoViolations(page: Page): Promise<void> {
  // Legacy mode stays in the page: the usual one opens another, which the desktop host does not allow.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => ({ id, html })))
  expect(found.filter(({ id, html }) => !(id === 'region' && html.includes(floating)))).toEqual([])
}

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
