import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { silence, tone } from '../../../../test/support/sounds'
import { FRAME_SAMPLES } from '../../../shared/audio-format'
import { deviceTestMs } from '../../../shared/device-test'
import { type AppError, Failure, toAppError } from '../../../shared/ipc/result'
import type { Microphone, MicrophoneListener, Speaker, SpeakerListener } from '../../ports/session'
import { DeviceTest } from './device-test'

const gone = new Failure('audio.input_lost').error
const noSpeaker = new Failure('audio.no_output').error
const part = { itemId: 'audio_test', contentIndex: 0 }

/** A test on devices that do what they are told, with a log of everything in its order. */
function setUp({ openMicrophone = () => Promise.resolve(), speakerMissing = false } = {}) {
  const clock = new ManualClock()
  const log: string[] = []
  const played: Int16Array[] = []
  let ear: MicrophoneListener | null = null
  let mouth: SpeakerListener | null = null
  const microphone: Microphone = {
    async open(listener) {
      log.push('microphone opens')
      await openMicrophone()
      ear = listener
    },
    close() {
      log.push('microphone closes')
      ear = null
      return Promise.resolve()
    },
  }
  const speaker: Speaker = {
    open(listener) {
      log.push('speaker opens')
      mouth = listener
      if (speakerMissing) listener.onChange?.({ kind: 'missing', error: noSpeaker })
      return Promise.resolve()
    },
    enqueue: (_part, samples) => void played.push(samples),
    finish: () => void log.push('all is queued'),
    interrupt: () => Promise.resolve([]),
    close() {
      log.push('speaker closes')
      return Promise.resolve()
    },
  }
  const test = new DeviceTest({
    clock,
    sound: { microphone, speaker },
    tell: (phase) => log.push(phase),
  })
  return {
    clock,
    log,
    played,
    test,
    /** Lets the microphone hear something, in frames. */
    hear: async (samples: Int16Array) => {
      await clock.advance(0)
      for (let from = 0; from < samples.length; from += FRAME_SAMPLES)
        ear?.onFrame(samples.slice(from, from + FRAME_SAMPLES))
      await clock.advance(0)
    },
    microphoneFails: (error: AppError) => ear?.onFailure(error),
    microphoneEnds: () => ear?.onEnd(),
    speakerFails: (error: AppError) => mouth?.onFailure(error),
    playedOut: async () => {
      mouth?.onHeard({ ...part, playedSamples: 1, receivedSamples: 1, complete: true })
      await clock.advance(0)
    },
  }
}

const failing = (test: DeviceTest): Promise<string> => test.run().then(() => 'nothing', codeOf)
const codeOf = (thrown: unknown): string => toAppError(thrown).code

describe('a test of the devices', () => {
  it('records, then plays', async () => {
    const { test, hear, log, played, playedOut } = setUp()
    const outcome = test.run()
    await hear(tone(deviceTestMs + 500))
    expect(played.map(({ length }) => length)).toEqual([tone(deviceTestMs).length])
    expect(played[0]).toEqual(tone(deviceTestMs))
    await playedOut()
    expect(await outcome).toEqual({ heard: true, completed: true })
    expect(log).toEqual([
      ...['microphone opens', 'recording', 'microphone closes'],
      ...['speaker opens', 'playing', 'all is queued', 'speaker closes', 'over'],
    ])
  })

  it.each([
    ['silence', silence(deviceTestMs)],
    ['the noise of a muted input', Int16Array.from(silence(deviceTestMs), (_, index) => (index % 3) - 1)],
    ['one crack of a plug', Int16Array.from(silence(deviceTestMs), (_, index) => (index === 5000 ? 30_000 : 0))],
  ])('hears nothing in %s, and plays none of it', async (_what, sound) => {
    const { test, hear, log } = setUp()
    const outcome = test.run()
    await hear(sound)
    expect(await outcome).toEqual({ heard: false, completed: true })
    expect(log).toEqual(['microphone opens', 'recording', 'microphone closes', 'over'])
  })

  it('hears a quiet word among silence', async () => {
    const { test, hear, played, playedOut } = setUp()
    const outcome = test.run()
    await hear(silence(1000))
    await hear(tone(200, 200))
    await hear(silence(deviceTestMs))
    expect(played).toHaveLength(1)
    await playedOut()
    expect(await outcome).toMatchObject({ heard: true })
  })

  it('ends if the microphone delivers no frames', async () => {
    const { test, clock } = setUp()
    const outcome = test.run()
    await clock.advance(deviceTestMs + 1_999)
    let over = false
    void outcome.then(() => (over = true))
    await clock.advance(0)
    expect(over).toBe(false)
    await clock.advance(1)
    expect(await outcome).toEqual({ heard: false, completed: true })
  })

  it('uses what there is of a finite source', async () => {
    const { test, hear, microphoneEnds, played, playedOut, clock } = setUp()
    const outcome = test.run()
    await hear(tone(500))
    microphoneEnds()
    await clock.advance(0)
    expect(played[0]).toEqual(tone(500))
    await playedOut()
    expect(await outcome).toEqual({ heard: true, completed: true })
  })

  it('is shared by requests that arrive meanwhile', async () => {
    const { test, hear, log } = setUp()
    const both = Promise.all([test.run(), test.run()])
    await hear(silence(deviceTestMs))
    expect(await both).toHaveLength(2)
    expect(log.filter((entry) => entry === 'microphone opens')).toHaveLength(1)
  })
})

describe('stopping a test', () => {
  it('closes the microphone while recording', async () => {
    const { test, hear, log } = setUp()
    const outcome = test.run()
    await hear(tone(1000))
    await test.stop()
    expect(log.slice(-2)).toEqual(['microphone closes', 'over'])
    expect(await outcome).toEqual({ heard: true, completed: false })
  })

  it('closes the speaker while playing', async () => {
    const { test, hear, log } = setUp()
    const outcome = test.run()
    await hear(tone(deviceTestMs))
    await test.stop()
    expect(log.slice(-2)).toEqual(['speaker closes', 'over'])
    expect(await outcome).toEqual({ heard: true, completed: false })
  })

  it('closes a microphone that is still being opened', async () => {
    const { test, log, clock } = setUp({ openMicrophone: () => new Promise(() => undefined) })
    const outcome = test.run()
    await clock.advance(0)
    await test.stop()
    expect(log).toEqual(['microphone opens', 'microphone closes', 'over'])
    expect(await outcome).toEqual({ heard: false, completed: false })
  })

  it("does nothing without a test, and doesn't stop the next one", async () => {
    const { test, hear } = setUp()
    await test.stop()
    const outcome = test.run()
    await hear(silence(deviceTestMs))
    expect(await outcome).toEqual({ heard: false, completed: true })
  })
})

describe('a device that fails', () => {
  it.each([['that can’t be opened', () => Promise.reject(new Failure('audio.no_input'))]])(
    'is told as a session tells it: a microphone %s',
    async (_what, openMicrophone) => {
      const { test, log } = setUp({ openMicrophone })
      expect(await failing(test)).toBe('audio.no_input')
      expect(log.slice(-2)).toEqual(['microphone closes', 'over'])
    },
  )

  it('ends the recording: a microphone that is unplugged', async () => {
    const { test, hear, microphoneFails, log } = setUp()
    const failed = failing(test)
    await hear(tone(1000))
    microphoneFails(gone)
    expect(await failed).toBe('audio.input_lost')
    expect(log.slice(-2)).toEqual(['microphone closes', 'over'])
  })

  it('is reported: a missing speaker', async () => {
    const { test, hear, log } = setUp({ speakerMissing: true })
    const failed = failing(test)
    await hear(tone(deviceTestMs))
    expect(await failed).toBe('audio.no_output')
    expect(log).not.toContain('playing')
    expect(log.slice(-2)).toEqual(['speaker closes', 'over'])
  })

  it('ends the playing: a speaker that is unplugged', async () => {
    const { test, hear, speakerFails } = setUp()
    const failed = failing(test)
    await hear(tone(deviceTestMs))
    speakerFails(noSpeaker)
    expect(await failed).toBe('audio.no_output')
  })

  it("doesn't affect the next test", async () => {
    const { test, hear, microphoneFails } = setUp()
    const failed = failing(test)
    await hear(tone(100))
    microphoneFails(gone)
    await failed
    const outcome = test.run()
    await hear(silence(deviceTestMs))
    expect(await outcome).toEqual({ heard: false, completed: true })
  })
})
