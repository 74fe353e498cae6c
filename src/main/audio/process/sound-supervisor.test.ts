import { beforeEach, describe, expect, it } from 'vitest'
import {
  SoundSupervisorRig,
  part,
  sentence,
  soundSettings as settings,
} from '../../../../test/support/sound-supervisor-rig'
import { SAMPLES_PER_MS } from '../../../shared/audio-format'
import type { LaunchChild } from '../../../shared/child-program'

let rig: SoundSupervisorRig

beforeEach(() => {
  rig = new SoundSupervisorRig()
})

/** Every sample left a speaker, in its order; where sound begins or ends loud, a few more make that soft. */
function expectWholeSentence(): void {
  const spoken = rig.spoken()
  let at = 0
  for (const sample of spoken) if (sample === sentence[at]) at += 1
  expect(at).toBe(sentence.length)
  expect(spoken.length - sentence.length).toBeLessThanOrEqual(20 * SAMPLES_PER_MS)
}

describe('sound in a process of its own', () => {
  it('is there while something is open, and no longer', async () => {
    expect(rig.processes.started).toBe(0)
    await rig.openMicrophone()
    await rig.openSpeaker()
    expect(rig.processes.running).toBe(1)
    expect(rig.hardware.open).toBe(2)
    await rig.close()
    expect({ running: rig.processes.running, open: rig.hardware.open }).toEqual({ running: 0, open: 0 })
  })

  it('hears and speaks', async () => {
    await rig.openMicrophone()
    await rig.openSpeaker()
    rig.frames = 0
    rig.speak()
    await rig.clock.advance(4000)
    expect(rig.frames).toBe(400)
    await rig.heardOut()
    expect(rig.heard).toMatchObject([{ ...part, playedSamples: sentence.length, complete: true }])
    await rig.close()
    expectWholeSentence()
    expect(rig.told).toEqual([])
  })

  it('says what was heard of an interrupted sentence', async () => {
    await rig.openSpeaker()
    rig.speak()
    await rig.clock.advance(1000)
    const interrupted = rig.sound.speaker.interrupt()
    await rig.clock.advance(0)
    const [played] = await interrupted
    expect(played).toMatchObject({ ...part, receivedSamples: sentence.length, complete: true })
    await rig.clock.advance(1000)
    await rig.close()
    // The fade-out that follows is no part of it.
    const left = rig.spoken()
    expect(left.subarray(0, played?.playedSamples)).toEqual(sentence.subarray(0, played?.playedSamples))
    expect(left.length - (played?.playedSamples ?? 0)).toBeLessThanOrEqual(5 * SAMPLES_PER_MS)
  })
})

describe('a device that is pulled out in the middle of a sentence', () => {
  it('hands over to the default, which goes on where it was', async () => {
    rig.hardware.plug('headset', 'speaker')
    rig.sound.configure({ ...settings, speaker: 'headset' })
    await rig.openSpeaker()
    rig.speak()
    await rig.clock.advance(1000)
    rig.hardware.pull('headset')
    await rig.heardOut()
    expect(rig.hardware.opened).toEqual(['headset', 'built-in speaker'])
    expect(rig.told).toEqual(['speaker replaced audio.output_replaced'])
    expect(rig.heard).toMatchObject([{ playedSamples: sentence.length, receivedSamples: sentence.length }])
    await rig.close()
    expectWholeSentence()
  })

  it('is returned to when it comes back', async () => {
    rig.hardware.plug('headset', 'speaker')
    rig.hardware.plug('other', 'speaker')
    rig.sound.configure({ ...settings, speaker: 'headset' })
    await rig.openSpeaker()
    rig.hardware.pull('headset')
    await rig.untilSo(() => rig.told.length === 1)
    rig.hardware.plug('headset', 'speaker')
    await rig.untilSo(() => rig.told.length === 2)
    expect(rig.hardware.opened).toEqual(['headset', 'other', 'headset'])
    expect(rig.told).toEqual(['speaker replaced audio.output_replaced', 'speaker replaced audio.output_replaced'])
    expect(rig.processes.running).toBe(1)
    await rig.close()
  })

  it('keeps the sentence for the next one, which is there in a moment', async () => {
    await rig.openSpeaker()
    await rig.openMicrophone()
    rig.speak()
    await rig.clock.advance(1000)
    rig.hardware.pull('built-in speaker')
    await rig.untilSo(() => rig.told.length > 0)
    expect(rig.told).toEqual(['speaker missing audio.output_lost'])
    rig.hardware.plug('built-in speaker', 'speaker')
    await rig.heardOut()
    expect(rig.told).toEqual(['speaker missing audio.output_lost', 'speaker back audio.output_back'])
    await rig.close()
    expectWholeSentence()
  })

  it('lets the sentence go by unheard where no other comes', async () => {
    await rig.openSpeaker()
    rig.speak()
    await rig.clock.advance(1000)
    rig.hardware.pull('built-in speaker')
    await rig.heardOut()
    expect(rig.heard).toMatchObject([{ playedSamples: sentence.length }])
    expect(rig.told).toEqual(['speaker missing audio.output_lost'])
    await rig.close()
  })

  it('leaves the microphone of a session listening', async () => {
    await rig.openMicrophone()
    await rig.openSpeaker()
    rig.hardware.pull('built-in speaker')
    await rig.untilSo(() => rig.told.length > 0)
    const before = rig.frames
    await rig.untilSo(() => rig.frames > before)
    rig.frames = 0
    await rig.clock.advance(1000)
    expect(rig.frames).toBe(100)
    expect(rig.told).toEqual(['speaker missing audio.output_lost'])
    await rig.close()
  })
})

describe('a microphone', () => {
  it('that is missing is told of once and found when it is there', async () => {
    rig.hardware.pull('built-in microphone')
    await rig.openMicrophone()
    await rig.clock.advance(60_000)
    expect(rig.told).toEqual(['microphone missing audio.no_input'])
    rig.hardware.plug('webcam', 'microphone')
    await rig.untilSo(() => rig.frames > 10)
    expect(rig.told).toEqual(['microphone missing audio.no_input', 'microphone back audio.input_back'])
    await rig.close()
    expect(rig.processes.running).toBe(0)
  })

  it('that was chosen and is not there is stood in for by the default', async () => {
    rig.sound.configure({ ...settings, microphone: 'headset' })
    await rig.openMicrophone()
    expect(rig.told).toEqual(['microphone replaced audio.input_replaced'])
    await rig.untilSo(() => rig.frames > 10)
    await rig.close()
  })

  it('that is chosen while another is open takes its place', async () => {
    rig.hardware.plug('webcam', 'microphone')
    await rig.openMicrophone()
    rig.sound.configure({ ...settings, microphone: 'built-in microphone' })
    await rig.untilSo(() => rig.hardware.opened.length > 1)
    expect(rig.hardware.opened).toEqual(['webcam', 'built-in microphone'])
    expect(rig.told).toEqual([])
    await rig.close()
  })

  it('is followed where the system has another default, unless the system does that itself', async () => {
    for (const movesStreams of [true, false]) {
      rig.use({ movesStreams })
      await rig.openMicrophone()
      rig.hardware.plug(`webcam ${movesStreams}`, 'microphone')
      if (movesStreams) await rig.clock.advance(60_000)
      else await rig.untilSo(() => rig.hardware.opened.at(-1) === 'webcam false')
      expect(rig.hardware.opened.at(-1)).toBe(movesStreams ? 'built-in microphone' : 'webcam false')
      await rig.close()
    }
  })
})

describe('a sound process', () => {
  it('that dies is replaced; the sentence goes on, and that is told once', async () => {
    await rig.openMicrophone()
    await rig.openSpeaker()
    rig.speak()
    await rig.clock.advance(1000)
    rig.processes.crash()
    await rig.heardOut()
    expect(rig.told).toHaveLength(1)
    expect(rig.told[0]).toContain('restarted audio.restarted')
    expect(rig.heard).toMatchObject([{ playedSamples: sentence.length }])
    await rig.close()
    expectWholeSentence()
  })

  it('that hangs is replaced', async () => {
    await rig.openMicrophone()
    rig.processes.hang()
    await rig.untilSo(() => rig.processes.started === 2)
    rig.frames = 0
    await rig.untilSo(() => rig.frames > 0)
    rig.frames = 0
    await rig.clock.advance(1000)
    expect(rig.frames).toBe(100)
    expect(rig.processes.running).toBe(1)
    await rig.close()
  })

  it('that dies as the sentence is interrupted does not keep anybody waiting', async () => {
    await rig.openSpeaker()
    rig.speak()
    await rig.clock.advance(1000)
    rig.processes.hang()
    const interrupted = rig.sound.speaker.interrupt()
    await rig.clock.advance(250)
    const [played] = await interrupted
    expect(played?.playedSamples).toBeGreaterThan(900 * SAMPLES_PER_MS)
    expect(played?.playedSamples).toBeLessThan(1100 * SAMPLES_PER_MS)
    await rig.clock.advance(10_000)
    expect(rig.heard).toEqual([])
    await rig.close()
  })

  it('that dies again and again is taken for missing, and not started without end', async () => {
    const launch: LaunchChild = (listener) => {
      const child = rig.processes.launch(listener)
      rig.clock.schedule(50, () => child.kill())
      return child
    }
    rig.use({ launch })
    await rig.openSpeaker()
    rig.speak()
    await rig.heardOut()
    await rig.clock.advance(60_000)
    expect(rig.told).toEqual(['speaker missing audio.process_lost'])
    expect(rig.processes.started).toBeLessThan(40)
    await rig.close()
  })
})
