import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page, TestInfo, WorkerInfo } from '@playwright/test'
import { wavHeader, WAV_HEADER_BYTES } from '../../src/main/audio/wav/wav'
import { SAMPLE_RATE } from '../../src/shared/audio-format'
import { runFirst } from '../../test/support/priority'
import {
  soundCardMissing,
  type SpeakerRecording,
  startVirtualSoundCard,
  type VirtualSoundCard,
} from '../../test/support/virtual-sound-card'
import { expect, freshTest as freshBase, test as base } from '../fixtures'
import { root } from '../hosts/places'

/** Somebody who says hello: 1.8 s. */
export const hello = path.join(root, 'test/fixtures/hello.wav')

interface SoundFixtures {
  cardInstalled: undefined
  soundCard: VirtualSoundCard
}

interface SharedSoundFixtures {
  sharedCard: VirtualSoundCard
  priority: undefined
}

/**
 * The project `sound` is measured in real time: what its worker starts runs before everything else on the machine. Only
 * some systems and users may do that; elsewhere the measurements depend on what else runs.
 */
async function raisePriority(
  { hostKind: _hostKind }: { hostKind: unknown },
  use: (value: undefined) => Promise<void>,
  { project }: WorkerInfo,
): Promise<void> {
  if (project.name === 'sound' && !runFirst(process.pid)) console.warn('Sound is tested at the usual priority.')
  await use(undefined)
}

async function skipWithoutCard(
  { hostKind: _hostKind }: { hostKind: unknown },
  use: (value: undefined) => Promise<void>,
  testInfo: TestInfo,
): Promise<void> {
  const missing = soundCardMissing()
  testInfo.skip(missing !== undefined, missing)
  await use(undefined)
}

/** The host hears and speaks through a sound card, which the tests of a worker share as they do the host. */
export const test = base.extend<SoundFixtures, SharedSoundFixtures>({
  priority: [raisePriority, { scope: 'worker', auto: true }],
  sharedCard: [
    async ({ hostKind: _hostKind }, use) => {
      const card = await startVirtualSoundCard()
      await use(card)
      await card.stop()
    },
    { scope: 'worker' },
  ],
  sharedEnvironment: [
    async ({ sharedCard }, use) => {
      await use(sharedCard.env)
    },
    { scope: 'worker' },
  ],
  cardInstalled: [skipWithoutCard, { auto: true }],
  soundCard: async ({ sharedCard }, use) => {
    await use(sharedCard)
  },
})

/** The same with a host and a sound card of the test's own, which it may take apart. */
export const freshTest = freshBase.extend<SoundFixtures, SharedSoundFixtures>({
  priority: [raisePriority, { scope: 'worker', auto: true }],
  cardInstalled: [skipWithoutCard, { auto: true }],
  soundCard: async ({ hostKind: _hostKind }, use) => {
    const card = await startVirtualSoundCard()
    await use(card)
    await card.stop()
  },
  hostEnvironment: async ({ soundCard }, use) => {
    await use(soundCard.env)
  },
})

/** Writes a sound file in which the hello is said several times on end. */
export async function writeManyHellos(times: number, wavPath: string): Promise<void> {
  const speech = (await readFile(hello)).subarray(WAV_HEADER_BYTES)
  const all = Buffer.concat(Array.from({ length: times }, () => speech))
  await writeFile(wavPath, Buffer.concat([wavHeader(SAMPLE_RATE, 1, all.length), all]))
}

const loud = 1000

export const isLoud = (samples: Int16Array): boolean => samples.some((sample) => Math.abs(sample) > loud)

/** Records what the speaker plays from now on for so many milliseconds of sound. */
export async function recordFor(card: VirtualSoundCard, ms: number): Promise<Int16Array> {
  const recording = await card.record()
  await untilLength(recording, (ms * SAMPLE_RATE) / 1000)
  return recording.stop()
}

/** Resolves when the speaker can be heard. */
export async function untilHeard(card: VirtualSoundCard): Promise<void> {
  for (;;) if (isLoud(await recordFor(card, 100))) return
}

async function untilLength(recording: SpeakerRecording, samples: number): Promise<void> {
  while (recording.length < samples) await new Promise((resolve) => setImmediate(resolve))
}

/** The names of what the host hears through now. */
export const openMicrophones = (card: VirtualSoundCard): Promise<readonly string[]> =>
  openStreams(card, 'sources', 'source-outputs')

/** The names of what the host speaks through now. */
export const openSpeakers = (card: VirtualSoundCard): Promise<readonly string[]> =>
  openStreams(card, 'sinks', 'sink-inputs')

/**
 * Streams at devices: PulseAudio lists both in columns, a stream with the numbers of its device and its client in the second
 * and the third. Recorders are the tests' own; what a monitor gives is also listened to by the sound server itself.
 */
async function openStreams(card: VirtualSoundCard, devices: string, streams: string): Promise<readonly string[]> {
  const names = new Map((await table(card, devices)).map(([index, name]) => [index, name]))
  const recorders = new Set(
    (await table(card, 'clients')).filter((client) => client[2]?.startsWith('pa')).map(([index]) => index),
  )
  return (await table(card, streams))
    .filter(([, , client]) => !recorders.has(client))
    .map(([, device]) => names.get(device) ?? '')
    .filter((name) => !name.endsWith('.monitor'))
}

/** Takes away what was loaded with such an argument, as when a plug is pulled. */
export async function unplug(card: VirtualSoundCard, argument: string): Promise<void> {
  const module = (await table(card, 'modules')).find((columns) => columns[2]?.split(' ').includes(argument))
  if (!module?.[0]) throw new Error(`Nothing was loaded with ${argument}.`)
  await card.pactl('unload-module', module[0])
}

const table = async (card: VirtualSoundCard, what: string): Promise<readonly (readonly string[])[]> =>
  (await card.pactl('list', 'short', what))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))

/** Talks while the button is held, and expects an answer that can be heard. */
export async function expectSpokenTurn(page: Page, soundCard: VirtualSoundCard): Promise<void> {
  const sending = page.getByText('Sending your voice')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
  await expect(sending).toBeHidden()
  await page.getByRole('button', { name: 'Hold to talk' }).hover()
  await page.mouse.down()
  await expect(sending).toBeVisible()
  await soundCard.speak(hello)
  await page.mouse.up()
  await expect(sending).toBeHidden()

  const recording = await soundCard.record()
  await expect(page.getByText(/This is what I heard: \d\.\d seconds of speech\./).first()).toBeVisible()
  await expect(page.getByText('Waiting', { exact: true })).toBeVisible()
  expect(isLoud(await recording.stop())).toBe(true)
}
