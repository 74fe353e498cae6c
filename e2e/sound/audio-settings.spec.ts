import type { Page } from '@playwright/test'
import { choose, expect, freshTest as base, openSettings } from '../fixtures'
import { expectNoViolations } from '../support/axe'
import { hello, test } from '../support/sound'

const dialog = (page: Page) => page.getByRole('dialog')
const volume = (page: Page) => dialog(page).getByRole('slider', { name: 'Volume' })
const echo = (page: Page) => dialog(page).getByRole('combobox', { name: 'Echo cancellation' })
const noise = (page: Page) => dialog(page).getByRole('switch', { name: 'Noise suppression' })
const silence = (page: Page) => page.getByText('No sound from this microphone.')

base('what is set for the sound is kept, in the window and on the disk', async ({ page, restart }) => {
  await openSettings(page, 'Audio')
  await expect(echo(page)).toHaveText('Automatic')
  await expect(noise(page)).not.toBeChecked()
  await expect(volume(page)).toHaveAttribute('aria-valuetext', '100%')

  await choose(page, 'Echo cancellation', 'Off')
  await noise(page).click()
  await volume(page).press('ArrowLeft')
  await expect(volume(page)).toHaveAttribute('aria-valuetext', '95%')
  await volume(page).press('Home')
  await expect(volume(page)).toHaveAttribute('aria-valuetext', '0%')
  await volume(page).press('PageUp')
  await expect(volume(page)).toHaveAttribute('aria-valuetext', '50%')
  await expectNoViolations(page)

  const isKept = async (window: Page): Promise<void> => {
    await openSettings(window, 'Audio')
    await expect(echo(window)).toHaveText('Off')
    await expect(noise(window)).toBeChecked()
    await expect(volume(window)).toHaveAttribute('aria-valuetext', '50%')
  }
  await page.reload()
  await isKept(page)
  await isKept((await restart()).page)
})

test('changes the volume during a test of the devices', async ({ page, soundCard: _silent }) => {
  await openSettings(page, 'Audio')
  const status = dialog(page).getByRole('status')
  await dialog(page).getByRole('button', { name: 'Test', exact: true }).click()
  await expect(status).toHaveText('Recording. Say something.')
  await volume(page).press('ArrowLeft')
  await expect(volume(page)).toHaveAttribute('aria-valuetext', '95%')
  await expect(status).toHaveText(/^No sound from this microphone\./) // it went on to its end
})

test('reports a silent microphone while the user talks, until it hears something', async ({ page, soundCard }) => {
  await expect(page.getByRole('button', { name: 'Hold to talk' })).toBeVisible()
  await page.keyboard.down('Space')
  await expect(silence(page)).toBeVisible()
  await expect(page.getByRole('status').filter({ has: silence(page) })).toBeVisible()
  await expectNoViolations(page)
  await soundCard.speak(hello)
  await expect(silence(page)).toBeHidden()
  await page.keyboard.press('Escape')
  await page.keyboard.up('Space')
})

test('keeps the link to the audio settings after the key is released', async ({ page, soundCard }) => {
  await expect(page.getByRole('button', { name: 'Hold to talk' })).toBeVisible()
  await page.keyboard.down('Space')
  await expect(silence(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.up('Space')
  await page.reload()
  await page.getByRole('button', { name: 'Audio settings' }).click()
  await expect(page.getByRole('tab', { name: 'Audio' })).toHaveAttribute('aria-selected', 'true')
  await expect(dialog(page).getByRole('combobox', { name: 'Microphone' })).toBeVisible()
  await page.keyboard.press('Escape')
  await soundCard.speak(hello)
  await expect(silence(page)).toBeHidden()
})

test('shows a sign while the echo is cancelled', async ({ page, soundCard: _soundCard }) => {
  const sign = page.getByText(/^Echo (cancellation|reduced)/)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
  await expect(sign).toBeHidden() // by itself it is for hands-free calls
  await page.getByRole('radio', { name: 'Hands-free', exact: true }).click()
  await expect(sign).toBeVisible()
  await expectNoViolations(page)
  await openSettings(page, 'Audio')
  await choose(page, 'Echo cancellation', 'Off')
  await page.keyboard.press('Escape')
  await expect(sign).toBeHidden()
  await page.getByRole('button', { name: 'Disconnect' }).click()
})
