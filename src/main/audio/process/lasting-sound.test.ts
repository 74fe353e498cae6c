import { beforeEach, describe, expect, it } from 'vitest'
import { FakeHardware } from '../../../../test/support/fake-hardware'
import { FakeSoundProcesses } from '../../../../test/support/fake-sound-process'
import { ManualClock } from '../../../../test/support/manual-clock'
import { SAMPLES_PER_MS } from '../../../shared/audio-format'
import type { SoundSettings } from '../../../shared/sound-settings'
import type { PlayedAudio } from '../../session/ports'
import { LastingSound } from './lasting-sound'

const part = { itemId: 'answer', contentIndex: 0 }
/** Neighbours tell each sample's place, none is silent, and the end is soft. */
const sentence = Int16Array.from({ length: 3000 * SAMPLES_PER_MS }, (_, index) => ((index * 7) % 30_000) + 1)
sentence.set([1], sentence.length - 1)

const settings: SoundSettings = {
  ...{ microphone: null, speaker: null, echoCancellation: 'off', noiseSuppression: false, volume: 1, handsFree: false },
}

let clock: ManualClock
let hardware: FakeHardware
let processes: FakeSoundProcesses
let sound: LastingSound
let frames: number
let told: string[]
let progress: PlayedAudio[]
let heard: PlayedAudio[]

beforeEach(() => {
  clock = new ManualClock()
  hardware = new FakeHardware(clock)
  processes = new FakeSoundProcesses(() => hardware.device(), clock)
  sound = new LastingSound({ launch: processes.launch, clock, settings, movesStreams: true })
  frames = 0
  ;[told, progress, heard] = [[], [], []]
  hardware.plug('built-in microphone', 'microphone')
  hardware.plug('built-in speaker', 'speaker')
})

/** Lets time pass until something is so; WebAssembly is loaded in real time, whatever the clock says. */
const untilSo = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await clock.advance(10)
}

const until = async (work: Promise<unknown>): Promise<void> => {
  let done = false
  void work.then(() => (done = true))
  await untilSo(() => done)
}

const heardOut = (): Promise<void> => untilSo(() => heard.length > 0)

/** What has left speakers, without the silence. */
const spoken = (): Int16Array => hardware.sound().filter((sample) => sample !== 0)

/** Every sample left a speaker, in its order; where sound begins or ends loud, a few more make that soft. */
function expectWholeSentence(): void {
  let at = 0
  for (const sample of spoken()) if (sample === sentence[at]) at += 1
  expect(at).toBe(sentence.length)
  expect(spoken().length - sentence.length).toBeLessThanOrEqual(20 * SAMPLES_PER_MS)
}

const openMicrophone = async (): Promise<void> => {
  const opening = sound.microphone.open({
    onFrame: () => {
      frames += 1
    },
    onEnd: () => undefined,
    onFailure: ({ code }) => void told.push(`failed ${code}`),
    onChange: ({ kind, error }) => void told.push(`microphone ${kind} ${error.code}`),
  })
  await until(opening)
}

const openSpeaker = async (): Promise<void> => {
  const opening = sound.speaker.open({
    onProgress: (played) => void progress.push(played),
    onHeard: (played) => void heard.push(played),
    onFailure: ({ code }) => void told.push(`failed ${code}`),
    onChange: ({ kind, error }) => void told.push(`speaker ${kind} ${error.code}`),
  })
  await until(opening)
}

const speak = (samples = sentence): void => {
  sound.speaker.enqueue(part, samples)
  sound.speaker.finish(part)
}

const close = async (): Promise<void> => {
  await until(Promise.all([sound.microphone.close(), sound.speaker.close()]))
}

describe('sound in a process of its own', () => {
  it('is there while something is open, and no longer', async () => {
    expect(processes.started).toBe(0)
    await openMicrophone()
    await openSpeaker()
    expect(processes.running).toBe(1)
    expect(hardware.open).toBe(2)
    await close()
    expect({ running: processes.running, open: hardware.open }).toEqual({ running: 0, open: 0 })
  })

  it('hears and speaks', async () => {
    await openMicrophone()
    await openSpeaker()
    frames = 0
    speak()
    await clock.advance(4000)
    expect(frames).toBe(400)
    await heardOut()
    expect(heard).toMatchObject([{ ...part, playedSamples: sentence.length, complete: true }])
    await close()
    expectWholeSentence()
    expect(told).toEqual([])
  })

  it('says what was heard of an interrupted sentence', async () => {
    await openSpeaker()
    speak()
    await clock.advance(1000)
    const interrupted = sound.speaker.interrupt()
    await clock.advance(0)
    const [played] = await interrupted
    expect(played).toMatchObject({ ...part, receivedSamples: sentence.length, complete: true })
    await clock.advance(1000)
    await close()
    // The fade-out that follows is no part of it.
    const left = spoken()
    expect(left.subarray(0, played?.playedSamples)).toEqual(sentence.subarray(0, played?.playedSamples))
    expect(left.length - (played?.playedSamples ?? 0)).toBeLessThanOrEqual(5 * SAMPLES_PER_MS)
  })
})

describe('a device that is pulled out in the middle of a sentence', () => {
  it('hands over to the default, which goes on where it was', async () => {
    hardware.plug('headset', 'speaker')
    sound.configure({ ...settings, speaker: 'headset' })
    await openSpeaker()
    speak()
    await clock.advance(1000)
    hardware.pull('headset')
    await heardOut()
    expect(hardware.opened).toEqual(['headset', 'built-in speaker'])
    expect(told).toEqual(['speaker replaced audio.output_replaced'])
    expect(heard).toMatchObject([{ playedSamples: sentence.length, receivedSamples: sentence.length }])
    await close()
    expectWholeSentence()
  })

  it('is returned to when it comes back', async () => {
    hardware.plug('headset', 'speaker')
    hardware.plug('other', 'speaker')
    sound.configure({ ...settings, speaker: 'headset' })
    await openSpeaker()
    hardware.pull('headset')
    await untilSo(() => told.length === 1)
    hardware.plug('headset', 'speaker')
    await untilSo(() => told.length === 2)
    expect(hardware.opened).toEqual(['headset', 'other', 'headset'])
    expect(told).toEqual(['speaker replaced audio.output_replaced', 'speaker replaced audio.output_replaced'])
    expect(processes.running).toBe(1)
    await close()
  })

  it('keeps the sentence for the next one, which is there in a moment', async () => {
    await openSpeaker()
    await openMicrophone()
    speak()
    await clock.advance(1000)
    hardware.pull('built-in speaker')
    await untilSo(() => told.length > 0)
    expect(told).toEqual(['speaker missing audio.output_lost'])
    hardware.plug('built-in speaker', 'speaker')
    await heardOut()
    expect(told).toEqual(['speaker missing audio.output_lost', 'speaker back audio.output_back'])
    await close()
    expectWholeSentence()
  })

  it('lets the sentence go by unheard where no other comes', async () => {
    await openSpeaker()
    speak()
    await clock.advance(1000)
    hardware.pull('built-in speaker')
    await heardOut()
    expect(heard).toMatchObject([{ playedSamples: sentence.length }])
    expect(told).toEqual(['speaker missing audio.output_lost'])
    await close()
  })

  it('leaves the microphone of a session listening', async () => {
    await openMicrophone()
    await openSpeaker()
    hardware.pull('built-in speaker')
    await untilSo(() => told.length > 0)
    const before = frames
    await untilSo(() => frames > before)
    frames = 0
    await clock.advance(1000)
    expect(frames).toBe(100)
    expect(told).toEqual(['speaker missing audio.output_lost'])
    await close()
  })
})

describe('a microphone', () => {
  it('that is missing is told of once and found when it is there', async () => {
    hardware.pull('built-in microphone')
    await openMicrophone()
    await clock.advance(60_000)
    expect(told).toEqual(['microphone missing audio.no_input'])
    hardware.plug('webcam', 'microphone')
    await untilSo(() => frames > 10)
    expect(told).toEqual(['microphone missing audio.no_input', 'microphone back audio.input_back'])
    await close()
    expect(processes.running).toBe(0)
  })

  it('that was chosen and is not there is stood in for by the default', async () => {
    sound.configure({ ...settings, microphone: 'headset' })
    await openMicrophone()
    expect(told).toEqual(['microphone replaced audio.input_replaced'])
    await untilSo(() => frames > 10)
    await close()
  })

  it('that is chosen while another is open takes its place', async () => {
    hardware.plug('webcam', 'microphone')
    await openMicrophone()
    sound.configure({ ...settings, microphone: 'built-in microphone' })
    await untilSo(() => hardware.opened.length > 1)
    expect(hardware.opened).toEqual(['webcam', 'built-in microphone'])
    expect(told).toEqual([])
    await close()
  })

  it('is followed where the system has another default, unless the system does that itself', async () => {
    for (const movesStreams of [true, false]) {
      sound = new LastingSound({ launch: processes.launch, clock, settings, movesStreams })
      await openMicrophone()
      hardware.plug(`webcam ${movesStreams}`, 'microphone')
      if (movesStreams) await clock.advance(60_000)
      else await untilSo(() => hardware.opened.at(-1) === 'webcam false')
      expect(hardware.opened.at(-1)).toBe(movesStreams ? 'built-in microphone' : 'webcam false')
      await close()
    }
  })
})

describe('a sound process', () => {
  it('that dies is replaced; the sentence goes on, and that is told once', async () => {
    await openMicrophone()
    await openSpeaker()
    speak()
    await clock.advance(1000)
    processes.crash()
    await heardOut()
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('restarted audio.restarted')
    expect(heard).toMatchObject([{ playedSamples: sentence.length }])
    await close()
    expectWholeSentence()
  })

  it('that hangs is replaced', async () => {
    await openMicrophone()
    processes.hang()
    await untilSo(() => processes.started === 2)
    frames = 0
    await untilSo(() => frames > 0)
    frames = 0
    await clock.advance(1000)
    expect(frames).toBe(100)
    expect(processes.running).toBe(1)
    await close()
  })

  it('that dies as the sentence is interrupted does not keep anybody waiting', async () => {
    await openSpeaker()
    speak()
    await clock.advance(1000)
    processes.hang()
    const interrupted = sound.speaker.interrupt()
    await clock.advance(250)
    const [played] = await interrupted
    expect(played?.playedSamples).toBeGreaterThan(900 * SAMPLES_PER_MS)
    expect(played?.playedSamples).toBeLessThan(1100 * SAMPLES_PER_MS)
    await clock.advance(10_000)
    expect(heard).toEqual([])
    await close()
  })

  it('that dies again and again is taken for missing, and not started without end', async () => {
    const launch: typeof processes.launch = (listener) => {
      const child = processes.launch(listener)
      clock.schedule(50, () => child.kill())
      return child
    }
    sound = new LastingSound({ launch, clock, settings, movesStreams: true })
    await openSpeaker()
    speak()
    await heardOut()
    await clock.advance(60_000)
    expect(told).toEqual(['speaker missing audio.process_lost'])
    expect(processes.started).toBeLessThan(40)
    await close()
  })
})
