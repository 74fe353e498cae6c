import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { answer, expect, freshTest as test, openSettings, say } from './fixtures'
import { emptyConversation, ask, entryOf, panelOf, searchFor } from './support/history'
import { filesWith } from './support/needle'

// Typing is quick: answers are not spoken.
test.beforeEach(async ({ dataDirectory }) => {
  await writeFile(path.join(dataDirectory, 'settings.json'), JSON.stringify({ version: 1, mode: 'text' }))
})

test('continues an old conversation, and sends it to the model', async ({ restart }) => {
  const { page } = await restart()
  await ask(page, 'My cat is called Zampano', 'Zampano')
  const { page: again } = await restart()
  await entryOf(again, 'My cat is called Zampano').click()
  await expect(again.getByText('This is an earlier conversation.')).toBeVisible()
  await again.getByRole('button', { name: 'Continue' }).click()
  await expect(again.getByText('This is an earlier conversation.')).toBeHidden()
  await say(again, 'What did I say before?')
  await expect(answer(again, 'Zampano').last()).toBeVisible()
  await expect(again.getByRole('article').filter({ hasText: 'My cat is called Zampano' }).first()).toBeVisible()
  await expect(entryOf(again, 'My cat is called Zampano')).toHaveCount(1)
})

test('shows the history after a restart', async ({ restart }) => {
  const { page } = await restart()
  await ask(page, 'What is 2 + 3?', '2 + 3 is 5.')
  const { page: again } = await restart()
  await expect(emptyConversation(again)).toBeVisible()
  await entryOf(again, 'What is 2 + 3?').click()
  await expect(answer(again, '2 + 3 is 5.')).toBeVisible()
})

test('writes nothing of a conversation off the record to disk', async ({ page, host, dataDirectory }) => {
  await ask(page, 'My secret is plumbaginous', 'plumbaginous')
  await page.getByRole('button', { name: 'New conversation off the record' }).click()
  await expect(page.getByText('This conversation is not saved.')).toBeVisible()
  await ask(page, 'My secret is velutinousness', 'velutinousness')
  await expect(panelOf(page).getByText('velutinousness')).toBeHidden()
  await searchFor(page, 'velutinousness')
  await expect(page.getByText('No results.')).toBeVisible()
  await searchFor(page, '')
  await host.close()
  expect(await filesWith(dataDirectory, 'plumbaginous')).not.toEqual([])
  expect(await filesWith(dataDirectory, 'velutinousness')).toEqual([])
})

test('deletes everything after a confirmation', async ({ page, host, dataDirectory }) => {
  await ask(page, 'My secret is plumbaginous', 'plumbaginous')
  await expect(entryOf(page, 'plumbaginous')).toBeVisible()
  await openSettings(page, 'Privacy')
  await page.getByRole('button', { name: 'Delete everything…' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete everything?' })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Delete everything…' }).click()
  await dialog.getByRole('button', { name: 'Delete everything' }).click()
  await expect(page.getByText('All conversations are deleted.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panelOf(page).getByText('No conversations yet.')).toBeVisible()
  await expect(emptyConversation(page)).toBeVisible()
  await host.close()
  expect(await filesWith(dataDirectory, 'plumbaginous')).toEqual([])
})

test('saves no conversations if saving is off', async ({ page, host, dataDirectory }) => {
  await openSettings(page, 'Privacy')
  await page.getByRole('switch', { name: 'Save conversations' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'New conversation', exact: true }).click()
  await ask(page, 'My secret is velutinousness', 'velutinousness')
  await host.close()
  expect(await filesWith(dataDirectory, 'velutinousness')).toEqual([])
})
