import { expectAnswer, say, test } from '../fixtures'

test('shows notices without covering controls, also while the pointer holds one', async ({ host, page }) => {
  const line = page.getByRole('complementary').filter({ hasText: 'Demo mode: it repeats what you say.' })
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await host.exported(async () => {
    await page.getByRole('button', { name: 'Export conversation' }).click()
    await page.getByRole('menuitem', { name: 'Plain text' }).click()
  })
  const notices = page.getByRole('region', { name: 'Notices' })
  await notices.getByText('exported-file').hover()
  await line.getByRole('button', { name: 'Add a key' }).click({ trial: true })
  await page.getByRole('button', { name: 'Rename conversation' }).click({ trial: true })
})
