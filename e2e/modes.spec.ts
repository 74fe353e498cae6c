import { expect, expectAnswer, say } from './fixtures'
import { openMicrophones, test } from './support/sound'

test('opens the microphone only in modes that need it', async ({ page, soundCard }) => {
  const choose = async (name: string) => {
    await page.getByRole('radio', { name, exact: true }).click()
    await expect(page.getByRole('radio', { name, exact: true })).toBeChecked()
  }
  const microphone = page.getByText('Microphone open')
  await choose('Typing')
  await expect(page.getByRole('button', { name: 'Hold to talk' })).toBeHidden()
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await expect(microphone).toBeHidden()
  expect(await openMicrophones(soundCard)).toEqual([])

  for (const mode of ['Hands-free', 'Hands-free (smart)']) {
    await choose(mode)
    await expect(microphone).toBeVisible()
    await expect(page.getByText('Sending your voice')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()
  }
  await choose('Push to talk')
  await expect(microphone).toBeVisible()
  await expect(page.getByText('Sending your voice')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Hold to talk' })).toBeVisible()
  expect(await openMicrophones(soundCard)).toEqual(['mic'])

  await choose('Typing')
  await expect(microphone).toBeHidden()
  await expect.poll(() => openMicrophones(soundCard)).toEqual([])
  await say(page, 'What is 6 * 7?')
  await expectAnswer(page, '6 × 7 is 42.')
})
