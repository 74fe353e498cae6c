import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { AudioDeviceInfo } from '../../src/main/audio/audio-device'
import { SAMPLE_RATE, SAMPLES_PER_MS } from '../../src/shared/audio-format'
import type { PlayedAudio } from '../../src/main/ports/session'
import { bestMatch } from '../support/correlation'
import { SoundProcess } from '../support/sound-process'
import { speechMissing, synthesize } from '../support/speech'
import { soundCardMissing, startVirtualSoundCard } from '../support/virtual-sound-card'
import type { SpeakerRecording, VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing() ?? speechMissing()
/** So much silence is the end of what was played, not a pause in it. */
const QUIET_MS = 300
const part = { itemId: 'item_1', contentIndex: 0 }

/** A tone that rises for two seconds: loud all the time and different at every moment, so its end can be told to the sample. */
const sweep = new Int16Array(2 * SAMPLE_RATE).map((_, index) => {
  const seconds = index / SAMPLE_RATE
  return 8000 * Math.sin(2 * Math.PI * (200 + 300 * seconds) * seconds)
})

/** Where other tests keep the processors busy, the sound server itself may drop out; that is not what is tested here. */
const ONCE_MORE = { retry: 2 }

/** Real PortAudio on a sound card that PulseAudio pretends; nothing of ours is replaced. */
describe.skipIf(missing !== undefined)(`native audio${missing === undefined ? '' : ` (${missing})`}`, ONCE_MORE, () => {
  let folder: string
  let wavPath: string
  let speech: Int16Array
  let card: VirtualSoundCard
  let sound: SoundProcess

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-speech-'))
    wavPath = join(folder, 'speech.wav')
    speech = await synthesize('The quick brown fox.', wavPath)
    card = await startVirtualSoundCard()
  })
  afterAll(async () => {
    await card.stop()
    await rm(folder, { recursive: true, force: true })
  })

  beforeEach(async () => {
    sound = new SoundProcess(card.env)
    await sound.event('ready')
  })
  afterEach(() => sound.exit())

  /** Waits until the part was heard, by the recorder too. */
  const heardToItsEnd = async (recording: SpeakerRecording, process = sound): Promise<PlayedAudio> => {
    const heard = await process.event('heard')
    await recording.quiet(QUIET_MS)
    return heard.event === 'heard' ? heard.played : expect.fail()
  }

  test('what is spoken into the microphone is captured', async () => {
    await sound.tell('openMicrophone')
    await sound.event('listening')
    await card.speak(wavPath)
    await sound.tell('quiet', { ms: QUIET_MS })
    const heard = (await sound.tell('closeMicrophone')) as Int16Array
    expect(bestMatch(speech, heard).score).toBeGreaterThan(0.9)
    expect(await sound.exit()).toBe(0)
  })

  test('what the speaker is given comes out of it', async () => {
    const recording = await card.record()
    await sound.tell('openSpeaker')
    await sound.tell('enqueue', { part, samples: speech })
    await sound.tell('finish', { part })
    expect(await heardToItsEnd(recording)).toMatchObject({
      playedSamples: speech.length,
      receivedSamples: speech.length,
    })
    expect(bestMatch(speech, await recording.stop()).score).toBeGreaterThan(0.9)
    await sound.tell('closeSpeaker')
    expect(await sound.exit()).toBe(0)
  })

  test('an interruption reports what was really heard, to within the fade-out', async () => {
    const recording = await card.record()
    await sound.tell('openSpeaker')
    await sound.tell('enqueue', { part, samples: sweep })
    await sound.event(
      'progress',
      (message) => message.event === 'progress' && message.played.playedSamples > SAMPLE_RATE,
    )
    const [played] = (await sound.tell('interrupt')) as PlayedAudio[]
    await recording.quiet(QUIET_MS)
    const heard = await recording.stop()
    const reported = played?.playedSamples ?? 0
    expect(reported).toBeGreaterThan(SAMPLE_RATE)
    const { score, offsetSamples } = bestMatch(sweep.subarray(0, reported), heard)
    expect(score).toBeGreaterThan(0.9)
    const end = heard.findLastIndex((sample) => Math.abs(sample) > 2) + 1
    const beyondMs = (end - offsetSamples - reported) / SAMPLES_PER_MS
    expect(beyondMs).toBeGreaterThan(-1)
    expect(beyondMs).toBeLessThan(6) // the fade-out takes 5 ms
    await sound.tell('closeSpeaker')
    expect(await sound.exit()).toBe(0)
  })

  test('both directions run at once, and the process can be left at once after closing them', async () => {
    await Promise.all([sound.tell('openMicrophone'), sound.tell('openSpeaker')])
    await sound.event('listening')
    await sound.tell('enqueue', { part, samples: sweep })
    await sound.event('progress')
    await Promise.all([sound.tell('closeMicrophone'), sound.tell('closeSpeaker')])
    expect(await sound.exit()).toBe(0)
  })

  test('the devices are listed', async () => {
    const [device] = (await sound.tell('list')) as AudioDeviceInfo[]
    expect(device).toMatchObject({ name: 'default', id: 'ALSA/default' })
  })

  test('no sound card at all is a clear failure', async () => {
    const deaf = new SoundProcess({ ...card.env, ALSA_CONFIG_PATH: '/dev/null' })
    await deaf.event('ready')
    expect(await deaf.tell('list')).toEqual([])
    await expect(deaf.tell('openMicrophone')).rejects.toThrow('Parley found no microphone')
    await expect(deaf.tell('openSpeaker')).rejects.toThrow('Parley found no speaker')
    expect(await deaf.exit()).toBe(0)
  })

  test('a device that disappears in the middle of a sentence is reported, and the next one goes on with it', async () => {
    const fragile = await startVirtualSoundCard()
    const affected = new SoundProcess(fragile.env)
    onTestFinished(async () => {
      await affected.exit(500) // a stream whose device is gone keeps it from leaving by itself
      await fragile.stop()
    })
    await affected.event('ready')
    await Promise.all([affected.tell('openMicrophone'), affected.tell('openSpeaker')])
    await affected.event('listening')
    await affected.tell('enqueue', { part, samples: sweep })
    await affected.tell('finish', { part })
    await affected.event('progress', (message) => message.event === 'progress' && message.played.playedSamples > 12_000)
    await fragile.pactl('unload-module', 'module-null-sink')
    expect(await affected.event('speakerFailed')).toMatchObject({ code: 'audio.output_lost' })
    expect(await affected.event('microphoneFailed')).toMatchObject({ code: 'audio.input_lost' })

    await fragile.pactl('load-module', 'module-null-sink', 'sink_name=spk', 'rate=48000')
    const recording = await fragile.record()
    await affected.tell('openSpeaker')
    expect(await heardToItsEnd(recording, affected)).toMatchObject({ playedSamples: sweep.length })
    const rest = sweep.subarray(-SAMPLE_RATE)
    expect(bestMatch(rest, await recording.stop()).score).toBeGreaterThan(0.9)
    await affected.tell('closeSpeaker')
  })
})
