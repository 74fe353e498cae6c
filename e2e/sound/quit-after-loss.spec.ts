import { once } from 'node:events'
import { timeLimit } from '../../test/support/time-limit'
import { expect, say } from '../fixtures'
import type { ElectronHost } from '../hosts/electron-host'
import { freshTest as test, recordFor, untilHeard } from '../support/sound'
import { doInMain } from '../support/main-process'

test('quits although its devices have disappeared', async ({ host, page, soundCard }) => {
  const { app } = host as ElectronHost
  await say(page, 'What is 987654 * 123456?')
  await untilHeard(soundCard)
  await recordFor(soundCard, 1000)
  await soundCard.pactl('unload-module', 'module-null-sink')
  await expect(page.getByText('The speaker was disconnected.')).toBeVisible({ timeout: timeLimit(20_000) })
  const ended = once(app.process(), 'exit')
  await doInMain(app, ({ app }) => app.quit())
  await ended
})
