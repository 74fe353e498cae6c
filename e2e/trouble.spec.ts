import { answer, expect, expectAnswer, say, test, useServer } from './fixtures'

test('saves and uses a key that the server accepts', async ({ page, sim }) => {
  await useServer(page, sim.url, 'a-good-key')
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  await page.keyboard.press('Escape')
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
})

test('explains a refused key, and doesn’t save it', async ({ page, sim }) => {
  await useServer(page, sim.url, 'invalid')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(/key/i)
  await expect(page.getByRole('button', { name: 'Remove key' })).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Add a key' })).toBeVisible()
})

test('reports an unreachable server; typing works with the demo', async ({ page }) => {
  await useServer(page, 'ws://127.0.0.1:1/v1/realtime', '')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('127.0.0.1:1')
  await page.keyboard.press('Escape')
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
})

test('reports a lost server, and keeps the conversation', async ({ page, sim }) => {
  await useServer(page, sim.url, '')
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  await page.keyboard.press('Escape')
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await sim.close()
  await expect(page.getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(answer(page, '2 + 3 is 5.')).toBeVisible()
})

test.describe(() => {
  const faults = [
    'response.output_audio_transcript.delta:3:error:session_expired',
    'response.output_audio_transcript.delta:3:close:1001',
    'response.content_part.added:2:close:1011',
  ]
  test.use({ simFlags: faults.flatMap((fault) => ['--fault', fault]) })

  test('keeps the conversation if a session ends during an answer, and connects again', async ({ page, sim }) => {
    await useServer(page, sim.url, '')
    await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
    await page.keyboard.press('Escape')

    await say(page, 'one two three four five six seven')
    await expect(page.getByText('Disconnected', { exact: true })).toBeVisible()
    await expect(page.getByRole('alert')).toContainText('127.0.0.1')
    await expect(page.getByRole('article').filter({ hasText: 'one two three four five six seven' })).toBeVisible()
    await expect(answer(page, 'You')).toHaveCount(1)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('Connected', { exact: true })).toBeVisible()
    await expect(page.getByText('The model knows the conversation so far.')).toHaveCount(1)

    await say(page, 'seven six five four three two one')
    await expect(page.getByText('had an internal error').first()).toBeVisible()
    await expect(page.getByRole('article').filter({ hasText: 'seven six five four three two one' })).toBeVisible()
    await page.getByRole('button', { name: 'Try again' }).click()
    await say(page, 'What is 2 + 3?')
    await expectAnswer(page, '2 + 3 is 5.')
    await expect(page.getByRole('article')).toHaveCount(6)
  })
})
