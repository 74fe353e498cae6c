import type { Page } from '@playwright/test'
import { answer, choose, expect, expectAnswer, openSettings, say, test } from './fixtures'

async function useServer(page: Page, address: string, key: string): Promise<void> {
  await openSettings(page, 'Endpoint')
  await choose(page, 'Server', 'Another server')
  await page.getByLabel('Address').fill(address)
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Test and use' }).click()
}

test('a key that the server takes is kept and used', async ({ page, sim }) => {
  await useServer(page, sim.url, 'a-good-key')
  await expect(page.getByText('This server answered and is in use.')).toBeVisible()
  await page.keyboard.press('Escape')
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
})

test('a wrong key is refused with words, and is not kept', async ({ page, sim }) => {
  await useServer(page, sim.url, 'invalid')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(/key/i)
  await expect(page.getByRole('button', { name: 'Remove key' })).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Add a key' })).toBeVisible()
})

test('a server that is not there is said to be so, and typing goes on with the demo', async ({ page }) => {
  await useServer(page, 'ws://127.0.0.1:1/v1/realtime', '')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('127.0.0.1:1')
  await page.keyboard.press('Escape')
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
})

test('a server that goes away is noticed, and nothing that was said is lost', async ({ page, sim }) => {
  await useServer(page, sim.url, '')
  await expect(page.getByText('This server answered and is in use.')).toBeVisible()
  await page.keyboard.press('Escape')
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await sim.close()
  await expect(page.getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(answer(page, '2 + 3 is 5.')).toBeVisible()
})
