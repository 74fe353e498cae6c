import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { choose, expect, freshTest, openSettings, test, useServer } from './fixtures'
import { emptyConversation } from './support/history'

test('explains an address without a scheme next to its field', async ({ page }) => {
  await useServer(page, '127.0.0.1:8080/v1/realtime', '')
  const address = page.getByLabel('Address')
  await expect(address).toHaveAttribute('aria-invalid', 'true')
  await expect(address).toHaveAccessibleDescription(/an address that starts with wss:\/\/ or ws:\/\//)
  await address.fill('')
  await expect(page.getByRole('dialog').getByRole('alert')).toBeHidden()
  await page.getByRole('button', { name: 'Test and save' }).click()
  await expect(address).toHaveAccessibleDescription(/no address yet/)
})

test('saves a key without pasted white space, and explains a key with spaces inside', async ({
  page,
  sim,
  dataDirectory,
}) => {
  await useServer(page, sim.url, 'two words')
  const key = page.getByLabel('Key', { exact: true })
  await expect(key).toHaveAccessibleDescription(/spaces or other characters that a key can’t contain/)
  await key.fill('  \ta-good-key \n')
  await page.getByRole('button', { name: 'Test and save' }).click()
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  const kept = await readFile(path.join(dataDirectory, 'keys.json'), 'utf8')
  expect(Object.values(JSON.parse(kept) as object)).toContain('a-good-key')
})

freshTest('keeps unreadable settings aside, and reports it once', async ({ restart, dataDirectory }) => {
  const settings = path.join(dataDirectory, 'settings.json')
  await writeFile(settings, '{ "mode": "text", ')
  const { page } = await restart()
  await expect(page.getByText('Parley could not read all settings')).toHaveCount(1)
  await expect(page.getByRole('radio', { name: 'Push to talk' })).toBeChecked()
  const aside = (await readdir(dataDirectory)).find((name) => name.startsWith('settings.json.corrupt-')) ?? ''
  expect(await readFile(path.join(dataDirectory, aside), 'utf8')).toBe('{ "mode": "text", ')
  await openSettings(page, 'Appearance')
  await choose(page, 'Theme', 'Dark')

  const { page: again } = await restart()
  await expect(again.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(emptyConversation(again)).toBeVisible()
  await expect(again.getByText('Parley could not read all settings')).toBeHidden()

  const fromTheFuture = JSON.stringify({ version: 99, mode: 'text' })
  await writeFile(settings, fromTheFuture)
  const { page: newer } = await restart()
  await expect(newer.getByText('The settings are from a newer version')).toHaveCount(1)
  await expect(newer.getByRole('radio', { name: 'Push to talk' })).toBeChecked()
  expect(await readFile(`${settings}.newer`, 'utf8')).toBe(fromTheFuture)
})

freshTest('what makes sense in settings is used, whatever is wrong beside it', async ({ restart, dataDirectory }) => {
  const settings = { version: 1, mode: 'shouting', appearance: { theme: 'dark', language: 'en' } }
  await writeFile(path.join(dataDirectory, 'settings.json'), JSON.stringify(settings))
  const { page } = await restart()
  await expect(page.getByText('Parley could not read all settings')).toHaveCount(1)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('radio', { name: 'Push to talk' })).toBeChecked()
})
