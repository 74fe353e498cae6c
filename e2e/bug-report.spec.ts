import { expect, expectAnswer, openSettings, say, test, useServer } from './fixtures'

test('saves a bug report that contains nothing the user said', async ({ host, page, sim }) => {
  await useServer(page, `${sim.url}?secret=needle`, 'needle-of-a-key')
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  await page.getByRole('tab', { name: 'Assistant' }).click()
  await page.getByLabel('Instructions').fill('Call me Needle.')
  await page.getByLabel('Instructions').blur()
  await page.keyboard.press('Escape')
  await say(page, 'Needle, what is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')

  await openSettings(page, 'Diagnostics')
  const { name, content } = await host.exported(() => page.getByRole('button', { name: 'Save bug report' }).click())
  expect(name).toMatch(/^Parley bug report \d{4}-\d\d-\d\d\.md$/)
  expect(content).toContain('Server in use: custom, dialect auto,')
  expect(content).toContain(`address \`${new URL(sim.url).host}\``)
  expect(content).toMatch(/Server in use: .*, key yes\n/)
  expect(content).toContain('Instructions: 15 characters')
  expect(content).toMatch(/- Node: `\d+\./)
  expect(content).toMatch(/× `response\.done`/)
  expect(content).not.toMatch(/needle|is 5\./i)
})

test('names Electron and Chromium in the desktop app’s report only', async ({ host, page, hostKind }) => {
  await openSettings(page, 'Diagnostics')
  const { content } = await host.exported(() => page.getByRole('button', { name: 'Save bug report' }).click())
  expect(content.includes('- Electron: `')).toBe(hostKind === 'electron')
  expect(content.includes('- Chromium: `')).toBe(hostKind === 'electron')
  expect(content).toContain(hostKind === 'electron' ? ', desktop\n' : ', web\n')
})

test('warns about a missing keyring next to the key and in the diagnostics', async ({ page }) => {
  const warning = page.getByText('No keyring found: your key is stored unencrypted')
  await openSettings(page, 'Diagnostics')
  await expect(warning).toBeVisible()
  await page.getByRole('tab', { name: 'Server and key' }).click()
  await expect(warning).toBeHidden()
  await page.getByRole('button', { name: 'Add a server' }).click()
  await expect(warning).toBeVisible()
})

test('shows an error of the page in the log of the diagnostics', async ({ page, hostKind }) => {
  await page.evaluate(`setTimeout(() => { throw new TypeError('A defect of the page') })`)
  await openSettings(page, 'Diagnostics')
  const log = page.getByRole('region', { name: 'Log' })
  await expect(log.getByLabel('Last lines of the log')).toContainText('TypeError: A defect of the page')
  await expect(log.getByRole('button', { name: 'Open folder' })).toBeVisible({ visible: hostKind === 'electron' })
})
