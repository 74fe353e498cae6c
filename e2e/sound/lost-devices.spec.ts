import type { VirtualSoundCard } from '../../test/support/virtual-sound-card'
import { timeLimit } from '../../test/support/time-limit'
import { answer, expect, expectAnswer, say } from '../fixtures'
import { freshTest as test, recordFor, untilHeard } from '../support/sound'

// A device that is pulled just stops, and that is how it is noticed. Here it is stopped, not pulled: PulseAudio would hand
// its streams on to another one. Opened anew it gets three seconds to begin, since some wake slowly.
const inTime = { timeout: timeLimit(20_000) }
const untilRunning = (card: VirtualSoundCard) => recordFor(card, 1000)

test('reports a microphone that stops; typing works in the same session', async ({ page, soundCard }) => {
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
  await untilRunning(soundCard)
  await soundCard.pactl('suspend-source', 'mic', '1')
  await expect(page.getByText('The microphone was disconnected.')).toBeVisible(inTime)
  await expect(page.getByText('Microphone open')).toBeHidden()
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(page.getByText('The microphone was disconnected.')).toHaveCount(1)
  await expect(page.getByText('The speaker was disconnected.')).toBeHidden()
})

test('shows the text of an answer whose speaker stops', async ({ page, soundCard }) => {
  await say(page, 'What is 987654 * 123456?') // which takes long to say
  await untilHeard(soundCard)
  await untilRunning(soundCard)
  await soundCard.pactl('suspend-sink', 'spk', '1')
  await expect(page.getByText('The speaker was disconnected.')).toBeVisible(inTime)
  // All of it is there, and goes by unheard.
  await expect(answer(page, '121931812224.')).toBeVisible()
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(page.getByText('The speaker was disconnected.')).toHaveCount(1)
})
