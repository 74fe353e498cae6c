import { expect } from '../fixtures'
import { type Display, displayFixture } from '../support/display'
import { likenessToHello } from '../support/likeness'
import { freshTest as base, hello } from '../support/sound'

/** The desktop host on a display and a sound card of its own. */
const test = base.extend<{ display: Display }>({
  display: displayFixture,
  hostEnvironment: async ({ soundCard, display }, use) => {
    await use({ ...soundCard.env, ...display.env })
  },
})

test('sends what the user says while holding the hotkey in another program, and answers aloud', async ({
  page,
  soundCard,
  display,
}) => {
  const sending = page.getByText('Sending your voice')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
  const other = await display.openKeyListener()
  await expect(sending).toBeHidden()

  await display.hold('ctrl', 'shift', 'space')
  await expect(sending).toBeVisible()
  await soundCard.speak(hello)
  await expect(sending).toBeVisible()
  const recording = await soundCard.record()
  await display.release('space', 'shift', 'ctrl')
  await expect(sending).toBeHidden()

  await expect(page.getByText(/This is what I heard: \d\.\d seconds of speech\./).first()).toBeVisible()
  await expect(page.getByText('Waiting', { exact: true })).toBeVisible()
  expect(likenessToHello(await recording.stop())).toBeGreaterThan(0.9)
  expect(await other.hasFocus()).toBe(true)
  expect(other.pressed).not.toContain('space')
})
