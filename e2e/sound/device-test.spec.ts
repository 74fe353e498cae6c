import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, openSettings } from '../fixtures'
import { likenessToHello } from '../support/likeness'
import { isLoud, openMicrophones, openSpeakers, test, writeManyHellos } from '../support/sound'

const button = (page: Page, name: 'Test' | 'Stop') =>
  page.getByRole('dialog').getByRole('button', { name, exact: true })
const status = (page: Page) => page.getByRole('dialog').getByRole('status')
const microphoneLevel = (page: Page) => page.getByRole('dialog').getByRole('meter', { name: 'Microphone level' })

async function begin(page: Page): Promise<void> {
  await openSettings(page, 'Audio')
  await button(page, 'Test').click()
  await expect(status(page)).toHaveText('Recording. Say something.')
}

test('plays back the user’s words in a test of the devices, and reports success', async ({
  page,
  soundCard,
  dataDirectory,
}) => {
  // Somebody who talks all the time: whichever three seconds are recorded, all of a hello is among them.
  const speech = path.join(dataDirectory, 'speech.wav')
  await writeManyHellos(5, speech)
  const spoken = soundCard.speak(speech)
  await begin(page)
  await expect.poll(async () => Number(await microphoneLevel(page).getAttribute('aria-valuenow'))).toBeGreaterThan(30)
  const recording = await soundCard.record()
  await expect(status(page)).toHaveText('Playing what the microphone recorded.')
  expect(await openMicrophones(soundCard)).toEqual([])
  await expect(status(page)).toHaveText(/^The microphone works\./)
  expect(likenessToHello(await recording.stop())).toBeGreaterThan(0.9)
  await expect(button(page, 'Test')).toBeEnabled()
  await expect.poll(() => openSpeakers(soundCard)).toEqual([])
  await spoken
})

test('reports a microphone that delivers silence', async ({ page, soundCard }) => {
  const recording = await soundCard.record()
  await begin(page)
  await expect(status(page)).toHaveText(/^No sound from this microphone\./)
  expect(isLoud(await recording.stop())).toBe(false)
  expect(await openMicrophones(soundCard)).toEqual([])
})

test('ends a test when it is stopped, and when its view closes', async ({ page, soundCard }) => {
  await begin(page)
  expect(await openMicrophones(soundCard)).toEqual(['mic'])
  await button(page, 'Stop').click()
  await expect(button(page, 'Test')).toBeFocused()
  await expect(status(page)).toBeEmpty()
  expect(await openMicrophones(soundCard)).toEqual([])

  await button(page, 'Test').click()
  await expect(status(page)).toHaveText('Recording. Say something.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect.poll(() => openMicrophones(soundCard)).toEqual([])
})

test('gives the devices to a session first, also during a test', async ({ page, soundCard }) => {
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
  await openSettings(page, 'Audio')
  await expect(button(page, 'Test')).toBeDisabled()
  await expect(status(page)).toHaveText('Parley is using the microphone and speaker. Disconnect to test them.')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await expect.poll(() => openMicrophones(soundCard)).toEqual([])

  await begin(page)
  await page.evaluate(`window.parley.invoke('session.start')`) // as the hotkey or the tray would
  await expect(status(page)).toHaveText('Parley is using the microphone and speaker. Disconnect to test them.')
  await expect.poll(() => openMicrophones(soundCard)).toEqual(['mic'])
})
