import path from 'node:path'
import type { Page } from '@playwright/test'
import { answer, expect, say } from '../fixtures'
import { hello, isLoud, recordFor, test, writeManyHellos } from '../support/sound'

const answers = (page: Page) => answer(page, 'This is what I heard')
const isWaiting = (page: Page) => expect(page.getByText('Waiting', { exact: true })).toBeVisible()

test.beforeEach(async ({ page }) => {
  await page.getByRole('radio', { name: 'Hands-free', exact: true }).click()
  await page.getByRole('button', { name: 'Start listening' }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
})

test('answers aloud, and stops when the user talks again', async ({ page, soundCard, dataDirectory }) => {
  const recording = await soundCard.record()
  await soundCard.speak(hello)
  await expect(answers(page)).toHaveCount(1)
  await isWaiting(page)
  expect(isLoud(await recording.stop())).toBe(true)

  await say(page, 'What is 987654 * 123456?') // which takes long to say
  await expect(page.getByText('Speaking', { exact: true })).toBeVisible()
  const manyHellos = path.join(dataDirectory, 'hellos.wav')
  await writeManyHellos(3, manyHellos)
  const spoken = soundCard.speak(manyHellos)
  const cut = answer(page, '987654')
  await expect(cut.getByText('Interrupted here. The rest was not heard:')).toBeAttached()
  await expect(cut.locator('.unheard')).not.toBeEmpty()
  const silence = await recordFor(soundCard, 500)
  expect(isLoud(silence.subarray(silence.length / 2))).toBe(false) // after what the sound server still held
  await spoken
  await expect(answers(page).last()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Disconnect' })).toBeVisible()
})

test('sends nothing while the microphone is muted', async ({ page, soundCard }) => {
  const sending = page.getByText('Sending your voice')
  await expect(sending).toBeVisible()
  await page.getByRole('button', { name: 'Mute microphone' }).click()
  await expect(sending).toBeHidden()
  await expect(page.getByText('The microphone is muted. Unmute to talk.')).toBeVisible()
  await soundCard.speak(hello)
  await page.getByRole('button', { name: 'Unmute microphone' }).click()
  await expect(sending).toBeVisible()
  await soundCard.speak(hello)
  await expect(answers(page)).toHaveCount(1)
  await isWaiting(page)
  // Turns come in order: had the muted one been heard, its answer would be there by now.
  await expect(page.getByRole('article')).toHaveCount(2)
})
