import { expect, expectAnswer, openSettings, say, test, useServer } from './fixtures'

test('records events while the switch is on, shows a sign, and saves them without key and sound', async ({
  host,
  page,
  sim,
}) => {
  await useServer(page, sim.url, 'needle-of-a-key')
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  await page.getByRole('tab', { name: 'Diagnostics' }).click()
  await expect(page.getByRole('button', { name: 'Save recording' })).toBeHidden()
  await page.getByRole('switch', { name: 'Record events' }).click()
  await expect(page.getByText('Recording events without audio.')).toBeVisible()
  await page.keyboard.press('Escape')

  await expect(page.getByText('Recording events', { exact: true })).toBeAttached()
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await openSettings(page, 'Diagnostics')
  await page.getByRole('switch', { name: 'Record events' }).click()
  await expect(page.getByText('Recording events', { exact: true })).not.toBeAttached()

  const { name, content } = await host.exported(() => page.getByRole('button', { name: 'Save recording' }).click())
  expect(name).toMatch(/^Parley events \d{4}-\d\d-\d\d\.jsonl$/)
  const lines = content.trim().split('\n')
  const directions = new Set(lines.map((line) => (JSON.parse(line) as { direction: string }).direction))
  expect([...directions].sort()).toEqual(['received', 'sent'])
  expect(content).toContain('What is 2 + 3?')
  expect(content).toMatch(/"delta":"\[\d+ characters of base64\]"/)
  expect(content).not.toMatch(/needle|Bearer/)

  await page.getByRole('button', { name: 'Delete recording' }).click()
  await expect(page.getByRole('button', { name: 'Save recording' })).toBeHidden()
})
