import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PlayedAudio } from '../../src/main/session/ports'
import { bestMatch } from '../support/correlation'
import { SoundProcess } from '../support/sound-process'
import { speechMissing, synthesize } from '../support/speech'
import { soundCardMissing, startVirtualSoundCard } from '../support/virtual-sound-card'
import type { VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing() ?? speechMissing()
const part = { itemId: 'item_1', contentIndex: 0 }

/** Real PortAudio on a sound card that PulseAudio pretends; nothing of ours is replaced. */
describe.skipIf(missing !== undefined)(`native audio${missing === undefined ? '' : ` (${missing})`}`, () => {
  let folder: string
  let wavPath: string
  let speech: Int16Array
  let card: VirtualSoundCard
  let sound: SoundProcess

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-speech-'))
    wavPath = join(folder, 'speech.wav')
    speech = await synthesize('The quick brown fox jumps over the lazy dog.', wavPath)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  beforeEach(async () => {
    card = await startVirtualSoundCard()
    sound = new SoundProcess(card.env)
    await sound.event('ready')
  })
  afterEach(async () => {
    await sound.exit()
    await card.stop()
  })

  test('what is spoken into the microphone is captured', async () => {
    await sound.tell('openMicrophone')
    await sound.event('listening')
    await card.speak(wavPath)
    await setTimeout(300) // what is still in the server's buffers
    const heard = (await sound.tell('closeMicrophone')) as Int16Array
    const match = bestMatch(speech, heard)
    console.log('captured', match, speech.length, heard.length)
    expect(match.score).toBeGreaterThan(0.9)
    expect(await sound.exit()).toBe(0)
  })

  test('what the speaker is given comes out of it', async () => {
    await sound.tell('openSpeaker')
    const recording = await card.record()
    await sound.tell('enqueue', { part, samples: speech })
    await sound.tell('finish', { part })
    await sound.event('heard')
    await setTimeout(500)
    const heard = await recording.stop()
    const match = bestMatch(speech, heard)
    console.log('played', match, speech.length, heard.length)
    expect(match.score).toBeGreaterThan(0.9)
    await sound.tell('closeSpeaker')
    expect(await sound.exit()).toBe(0)
  })

  test('an interruption reports what was really heard', async () => {
    await sound.tell('openSpeaker')
    const recording = await card.record()
    await sound.tell('enqueue', { part, samples: speech })
    await sound.event('progress', (message) => message.event === 'progress' && message.played.playedSamples > 20_000)
    const [played] = (await sound.tell('interrupt')) as PlayedAudio[]
    await setTimeout(500)
    const heard = await recording.stop()
    await sound.tell('closeSpeaker')
    const reported = played?.playedSamples ?? 0
    // The sound of what was played begins where it matches best, and ends with the last sample that isn't silent.
    const { score, offsetSamples } = bestMatch(speech.subarray(0, reported - 240), heard)
    const end = heard.findLastIndex((sample) => Math.abs(sample) > 2)
    console.log({ score, offsetSamples, reported, end, differenceMs: (end - offsetSamples - reported) / 24 })
    expect(await sound.exit()).toBe(0)
  })
})
