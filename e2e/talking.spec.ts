import path from 'node:path'
import { soundCardMissing, startVirtualSoundCard, type VirtualSoundCard } from '../test/support/virtual-sound-card'
import { expect, test as base } from './fixtures'
import { root } from './hosts/places'

const speech = path.join(root, 'test/fixtures/hello.wav')

/** The host hears and speaks through a sound card of its own. */
const test = base.extend<{ soundCard: VirtualSoundCard }>({
  soundCard: async ({ hostKind: _hostKind }, use, testInfo) => {
    const missing = soundCardMissing()
    testInfo.skip(missing !== undefined, missing)
    const card = await startVirtualSoundCard()
    await use(card)
    await card.stop()
  },
  hostEnvironment: async ({ soundCard }, use) => {
    await use(soundCard.env)
  },
})

test('what is said while the button is held is answered aloud', async ({ page, soundCard }) => {
  await page.getByRole('button', { name: 'Start session' }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
  const button = page.getByRole('button', { name: /Hold to talk|Talking/ })
  await button.hover()
  await page.mouse.down()
  await expect(page.getByText('Sending sound')).toBeVisible()
  await soundCard.speak(speech)
  await page.mouse.up()
  await expect(page.getByText('Sending sound')).toBeHidden()

  const recording = await soundCard.record()
  await expect(page.getByText(/This is what I heard: \d\.\d seconds of speech\./).first()).toBeVisible()
  await expect(page.getByText('Waiting', { exact: true })).toBeVisible()
  const samples = await recording.stop()
  expect(samples.some((sample) => Math.abs(sample) > 1000)).toBe(true)
})
