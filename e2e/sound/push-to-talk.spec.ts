import type { Page } from '@playwright/test'
import { answer, expect, expectAnswer, say, tapSpace } from '../fixtures'
import { expectSpokenTurn, hello, isLoud, recordFor, test } from '../support/sound'

const sending = (page: Page) => page.getByText('Sending your voice')
const isWaiting = (page: Page) => expect(page.getByText('Waiting', { exact: true })).toBeVisible()

test('answers aloud what the user says while holding the button', ({ page, soundCard }) =>
  expectSpokenTurn(page, soundCard))

test('talks while Space is held, interrupts, and types a space in text fields', async ({ page, soundCard }) => {
  await expect(page.getByRole('button', { name: 'Hold to talk' })).toBeVisible()
  await page.keyboard.down('Space') // opens the session
  await expect(sending(page)).toBeVisible()
  await soundCard.speak(hello)
  await page.keyboard.up('Space')
  await expect(sending(page)).toBeHidden()
  await expect(page.getByText('Speaking', { exact: true })).toBeVisible()

  await page.keyboard.down('Space')
  await expect(page.getByText('Interrupted here. The rest was not heard:')).toBeAttached()
  await expect(sending(page)).toBeVisible()
  const silence = await recordFor(soundCard, 500)
  expect(isLoud(silence.subarray(silence.length / 2))).toBe(false) // after what the sound server still held
  await page.keyboard.press('Escape')
  await expect(sending(page)).toBeHidden()
  await page.keyboard.up('Space')

  const message = page.getByRole('textbox', { name: 'Message' })
  await message.pressSequentially('What is 2 + 3?')
  await expect(message).toHaveValue('What is 2 + 3?')
  await message.press('Enter')
  await expectAnswer(page, '2 + 3 is 5.')
  // One spoken turn and one typed: what was thrown away is nowhere, and nobody answered it.
  await expect(page.getByRole('article')).toHaveCount(4)
})

test('latches at a tap, and cancels a turn with Escape', async ({ page, soundCard }) => {
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
  await tapSpace(page)
  await expect(page.getByRole('button', { name: 'Talking. Tap to send' })).toBeVisible()
  await expect(sending(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Hold to talk' })).toBeVisible()

  await page.getByRole('button', { name: 'Hold to talk' }).hover()
  await page.mouse.down()
  await expect(sending(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sending(page)).toBeHidden()
  await page.mouse.up()

  await tapSpace(page)
  await expect(page.getByRole('button', { name: 'Talking. Tap to send' })).toBeVisible()
  await soundCard.speak(hello)
  await tapSpace(page)
  await expect(sending(page)).toBeHidden()
  await expect(answer(page, 'This is what I heard')).toBeVisible()
  await isWaiting(page)
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await expect(page.getByRole('article')).toHaveCount(4)
})
