import { expect } from '../fixtures'
import { test } from '../support/sound'
import { expectReplacement, soundProcess } from '../support/sound-process'

test('replaces a sound process that dies during an answer, and finishes the answer', ({
  page,
  soundCard,
  dataDirectory,
}) => expectReplacement(page, soundCard, dataDirectory))

test('runs the sound process only while a session needs it', async ({ page, soundCard: _soundCard, dataDirectory }) => {
  expect(() => soundProcess(dataDirectory)).toThrow()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
  expect(() => soundProcess(dataDirectory)).not.toThrow()
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await expect(() => expect(() => soundProcess(dataDirectory)).toThrow()).toPass()
})
