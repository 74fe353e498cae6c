import { answer, expect, expectAnswer, freshTest as test, say } from './fixtures'
import { emptyConversation } from './support/history'

test('works at the first start: the demo introduces itself, answers, and can be exported', async ({ host, page }) => {
  const line = page.getByRole('complementary').filter({ hasText: 'Demo mode: it repeats what you say.' })
  await expect(line).toBeVisible()
  await expect(line.getByRole('button', { name: 'Add a key' })).toBeVisible()
  await expect(emptyConversation(page)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Export conversation' })).toBeDisabled()

  await say(page, 'What is 2 + 3?')
  await expect(page.getByRole('article').filter({ hasText: 'What is 2 + 3?' })).toBeVisible()
  await expectAnswer(page, '2 + 3 is 5.')
  const { content } = await host.exported(async () => {
    await page.getByRole('button', { name: 'Export conversation' }).click()
    await page.getByRole('menuitem', { name: 'Plain text' }).click()
  })
  expect(content).toContain('2 + 3 is 5.')

  await line.getByRole('button', { name: 'Add a key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await expect(dialog.getByRole('combobox', { name: 'Server' })).toHaveText('OpenAI')
  await expect(dialog.getByLabel('Key', { exact: true })).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Test and save' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(answer(page, '2 + 3 is 5.')).toBeVisible()
  await line.getByRole('button', { name: 'Hide this message' }).click()
  await expect(line).toBeHidden()
})
