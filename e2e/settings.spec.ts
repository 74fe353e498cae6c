import { choose, expect, freshTest as test, openSettings } from './fixtures'

test('keeps settings across a restart', async ({ page, restart }) => {
  await openSettings(page, 'Appearance')
  await choose(page, 'Theme', 'Dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await choose(page, 'Language', 'Deutsch')
  await expect(page.getByRole('heading', { name: 'Einstellungen' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: 'Tippen' }).click()
  await expect(page.getByRole('radio', { name: 'Tippen' })).toBeChecked()

  const { page: again } = await restart()
  await expect(again.getByRole('radio', { name: 'Tippen' })).toBeChecked()
  await expect(again.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(again.locator('html')).toHaveAttribute('lang', 'de')
})
