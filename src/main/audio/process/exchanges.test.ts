import { beforeEach, describe, expect, it } from 'vitest'
import {
  SoundSupervisorRig,
  part,
  sentence,
  soundSettings as settings,
} from '../../../../test/support/sound-supervisor-rig'
import { SAMPLES_PER_MS } from '../../../shared/audio-format'
import type { LaunchChild } from '../../../shared/child-program'
import { Failure } from '../../../shared/ipc/result'
import type { PlayedAudio } from '../../ports/session'
import type { AudioDevice } from '../audio-device'

let rig: SoundSupervisorRig

beforeEach(() => {
  rig = new SoundSupervisorRig()
})

const second = 1000

/** The rig's devices, of which one is listed and can't be opened. */
const refusing = (refused: string) => (): AudioDevice => {
  const device = rig.hardware.device()
  const check = async (asked: string | undefined, isDefault: 'isDefaultInput' | 'isDefaultOutput'): Promise<void> => {
    const id = asked ?? (await device.list()).find((info) => info[isDefault])?.id
    if (id === refused) throw new Failure('audio.format_refused', { device: 'busy' })
  }
  return {
    list: () => device.list(),
    openInput: async (request) => {
      await check(request.deviceId, 'isDefaultInput')
      return device.openInput(request)
    },
    openOutput: async (request) => {
      await check(request.deviceId, 'isDefaultOutput')
      return device.openOutput(request)
    },
  }
}

/** The rig's devices, whose microphones take a second to open. */
const slowMicrophones = (): AudioDevice => {
  const device = rig.hardware.device()
  return {
    ...device,
    openInput: async (request) => {
      await new Promise<void>((resolve) => void rig.clock.schedule(second, resolve))
      return device.openInput(request)
    },
  }
}

/** Each process dies so long after it was started. */
const dyingAfter =
  (ms: number): LaunchChild =>
  (listener) => {
    const child = rig.processes.launch(listener)
    rig.clock.schedule(ms, () => child.kill())
    return child
  }

describe('a device that was chosen', () => {
  it('and is there but refuses, is not tried at the cost of the one that works', async () => {
    rig.hardware.plug('headset', 'speaker')
    rig.hardware.plug('other', 'speaker')
    rig.use({ settings: { ...settings, speaker: 'headset' } }, refusing('headset'))
    await rig.openSpeaker()
    await rig.openMicrophone()
    rig.frames = 0
    await rig.clock.advance(10 * second)
    expect(rig.frames).toBe(1000)
    expect(rig.told).toHaveLength(1)
    await rig.close()
  })

  it('while it was looked for another, is the one that is opened', async () => {
    rig.use({ settings: { ...settings, speaker: 'headset' } })
    await rig.openSpeaker()
    await rig.clock.advance(300)
    rig.sound.configure({ ...settings, speaker: 'headphones' })
    await rig.untilSo(() => rig.hardware.opened.length === 2)
    await rig.clock.advance(300)
    rig.hardware.plug('headphones', 'speaker')
    rig.hardware.plug('headset', 'speaker')
    await rig.untilSo(() => rig.hardware.opened.includes('headphones'))
    expect(rig.hardware.opened).not.toContain('headset')
    await rig.close()
  })

  it('and comes back, is as loud as was set meanwhile', async () => {
    rig.use({ settings: { ...settings, speaker: 'headset' } })
    await rig.openSpeaker()
    await rig.clock.advance(100)
    rig.sound.configure({ ...settings, speaker: 'headset', volume: 0 })
    rig.hardware.plug('headset', 'speaker')
    await rig.untilSo(() => rig.hardware.opened.includes('headset'))
    rig.speak()
    await rig.heardOut()
    await rig.close()
    expect(rig.hardware.sound()).toHaveLength(0)
  })

  it('and comes back, is taken although the microphone refuses', async () => {
    rig.use({ settings: { ...settings, speaker: 'headset' } }, refusing('built-in microphone'))
    await rig.openSpeaker()
    await rig.openMicrophone()
    rig.hardware.plug('headset', 'speaker')
    await rig.untilSo(() => rig.told.filter((told) => told === 'speaker replaced audio.output_replaced').length === 2)
    await rig.close()
  })

  it('and is gone again before it has taken over, is missed', async () => {
    rig.hardware.pull('built-in speaker')
    rig.hardware.pull('built-in microphone')
    rig.use({}, slowMicrophones)
    await rig.openSpeaker()
    await rig.openMicrophone()
    rig.hardware.plug('headset', 'speaker')
    rig.hardware.plug('webcam', 'microphone')
    await rig.untilSo(() => rig.hardware.opened.includes('headset'))
    await rig.clock.advance(500)
    rig.hardware.pull('headset')
    await rig.clock.advance(3 * second)
    rig.speak()
    await rig.heardOut()
    await rig.close()
  })
})

describe('a speaker that is missing', () => {
  it.each([
    ['is lost', () => rig.hardware.pull('built-in microphone')],
    ['is chosen', () => rig.sound.configure({ ...settings, microphone: 'built-in microphone' })],
  ])('lets answers go by unheard, also when a microphone %s', async (_what, happen) => {
    rig.hardware.pull('built-in speaker')
    await rig.openSpeaker()
    await rig.openMicrophone()
    await rig.clock.advance(5 * second)
    happen()
    await rig.clock.advance(second)
    rig.speak()
    await rig.heardOut()
    await rig.close()
  })

  it('does not keep a crash from being told', async () => {
    rig.hardware.pull('built-in speaker')
    await rig.openSpeaker()
    await rig.openMicrophone()
    rig.processes.crash()
    await rig.untilSo(() => rig.told.includes('microphone restarted audio.restarted'))
    await rig.close()
  })
})

describe('processes that die', () => {
  it('again and again leave the next session something to say', async () => {
    rig.use({ launch: dyingAfter(50) })
    await rig.openSpeaker()
    await rig.close()
    rig.told.length = 0
    await rig.openSpeaker()
    rig.speak()
    await rig.heardOut()
    expect(rig.told).toEqual(['speaker missing audio.process_lost'])
    await rig.close()
  })

  it('each a while after it was opened, are not told of without end', async () => {
    rig.use({ launch: dyingAfter(second) })
    await rig.openSpeaker()
    await rig.clock.advance(20 * second)
    // The third time it is taken for missing; how often it was open before depends on how long that took.
    expect(rig.told.at(-1)).toBe('speaker missing audio.process_lost')
    expect(rig.told.length).toBeLessThanOrEqual(3)
    await rig.close()
  })

  it('and one that could not be started do not end sound for ever', async () => {
    let launches = 0
    rig.use({
      launch: (listener) => {
        launches += 1
        if (launches === 1) throw new Error('The system has no room for another process.')
        return rig.processes.launch(listener)
      },
    })
    await rig.openSpeaker()
    await rig.untilSo(() => rig.told.includes('speaker back audio.output_back'))
    await rig.close()
  })
})

describe('a session that ends while something better is opened', () => {
  it('leaves no microphone open, and the next one hears every frame once', async () => {
    rig.use({ settings: { ...settings, microphone: 'webcam' } }, slowMicrophones)
    await rig.openSpeaker()
    await rig.openMicrophone()
    rig.hardware.plug('webcam', 'microphone')
    await rig.clock.advance(2500) // it is being opened now
    await rig.close()
    expect(rig.processes.running).toBe(0)
    await rig.openSpeaker()
    await rig.clock.advance(2 * second)
    await rig.openMicrophone()
    rig.frames = 0
    await rig.clock.advance(second)
    expect(rig.frames).toBe(100)
    await rig.close()
  })
})

describe('the echo canceller', () => {
  it('is told of to a microphone that opens after the speaker', async () => {
    rig.use({ settings: { ...settings, echoCancellation: 'on' } })
    await rig.openSpeaker()
    await rig.openMicrophone()
    expect(rig.echoCancelled.at(-1)).toBe(true)
    await rig.close()
  })

  it('is told of when another process has taken over', async () => {
    rig.use({ settings: { ...settings, echoCancellation: 'on', speaker: 'headset' } })
    await rig.openSpeaker()
    await rig.openMicrophone()
    rig.hardware.plug('headset', 'speaker')
    await rig.untilSo(() => rig.hardware.opened.includes('headset'))
    await rig.untilSo(() => rig.told.length === 2)
    expect(rig.echoCancelled.at(-1)).toBe(true)
    await rig.close()
  })
})

describe('an interruption', () => {
  it('is answered although the session ends at once', async () => {
    await rig.openSpeaker()
    rig.speak()
    await rig.clock.advance(second)
    const interrupted = rig.sound.speaker.interrupt()
    await rig.close()
    const [played] = await interrupted
    expect(played?.playedSamples).toBeGreaterThan(900 * SAMPLES_PER_MS)
  })

  it('is over for good: what the server ends later leaves nothing', async () => {
    await rig.openSpeaker()
    rig.sound.speaker.enqueue(part, sentence)
    await rig.clock.advance(500)
    let parts: readonly PlayedAudio[] = []
    void rig.sound.speaker.interrupt().then((all) => (parts = all))
    await rig.untilSo(() => parts.length === 1)
    rig.sound.speaker.finish(part)
    rig.processes.crash()
    await rig.untilSo(() => rig.told.length === 1)
    await rig.clock.advance(second)
    expect(rig.heard).toEqual([])
    await rig.close()
  })
})
