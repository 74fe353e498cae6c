import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { VirtualSoundCard } from '../test/support/virtual-sound-card'
import { choose, expect, openSettings, say, expectAnswer } from './fixtures'
import { freshTest as base, openMicrophones, openSpeakers, unplug } from './support/sound'

const usual = 'pcm.default { type pulse }\nctl.default { type pulse }\n'
const plugged = 'pcm.headset { type pulse device headset }\npcm.loudspeaker { type pulse device loudspeaker }\n'

async function plugIn(card: VirtualSoundCard): Promise<void> {
  await card.pactl('load-module', 'module-null-sink', 'sink_name=loudspeaker', 'rate=48000')
  await card.pactl('load-module', 'module-remap-source', 'master=micsink.monitor', 'source_name=headset')
}

/** With two more devices beside the usual ones; which there are is read when the host starts. */
const test = base.extend<{ deviceList: string }>({
  deviceList: async ({ dataDirectory, soundCard }, use) => {
    const file = path.join(dataDirectory, 'asound.conf')
    await writeFile(file, usual + plugged)
    await plugIn(soundCard)
    await use(file)
  },
  hostEnvironment: async ({ soundCard, deviceList }, use) => {
    await use({ ...soundCard.env, ALSA_CONFIG_PATH: deviceList })
  },
})

test('lists devices by name, uses the chosen ones, and falls back to the default if one is gone', async ({
  page,
  restart,
  soundCard,
  deviceList,
}) => {
  await openSettings(page, 'Audio')
  await expect(page.getByRole('combobox', { name: 'Microphone' })).toHaveText('System default')
  await choose(page, 'Microphone', 'headset')
  await choose(page, 'Speaker', 'loudspeaker')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
  await expect.poll(() => openMicrophones(soundCard)).toEqual(['headset'])
  await expect.poll(() => openSpeakers(soundCard)).toEqual(['loudspeaker'])

  const { page: again } = await restart()
  await openSettings(again, 'Audio')
  await expect(again.getByRole('combobox', { name: 'Microphone' })).toHaveText('headset')
  await expect(again.getByRole('combobox', { name: 'Speaker' })).toHaveText('loudspeaker')

  await unplug(soundCard, 'source_name=headset')
  await unplug(soundCard, 'sink_name=loudspeaker')
  await writeFile(deviceList, usual)
  const { page: without } = await restart()
  await openSettings(without, 'Audio')
  await expect(without.getByRole('combobox', { name: 'Microphone' })).toHaveText('Not connected (ALSA/headset)')
  await without.keyboard.press('Escape')
  await without.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(without.getByText('Switched to the microphone “default”.')).toHaveCount(1)
  await expect(without.getByText('Switched to the speaker “default”.')).toHaveCount(1)
  await expect(without.getByText('Connected', { exact: true })).toBeVisible()
  await say(without, 'What is 2 + 3?')
  await expectAnswer(without, '2 + 3 is 5.')

  await openSettings(without, 'Audio')
  await choose(without, 'Microphone', 'System default')
  await choose(without, 'Speaker', 'System default')
  await without.keyboard.press('Escape')
  await without.getByRole('button', { name: 'Disconnect' }).click()
  await without.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(without.getByText('Microphone open')).toBeVisible()
  await expect.poll(() => openMicrophones(soundCard)).toEqual(['mic'])
})
