import type { Clock } from '../../../shared/clock'
import { deviceTestMs } from '../../../shared/device-test'
import type { AudioTestOutcome, AudioTestPhase } from '../../../shared/ipc/contract'
import { type AppError, asFailure } from '../../../shared/ipc/result'
import type { DeviceChange } from '../../ports/session'
import type { Sound } from '../../ports/assistant'
import { TestRecorder } from './test-recorder'

export interface DeviceTestParts {
  readonly clock: Clock
  readonly sound: Sound
  readonly tell: (phase: AudioTestPhase) => void
}

/** Rejects when a device fails; resolves when the test is stopped. */
interface Ending {
  readonly promise: Promise<'stopped'>
  readonly fail: (error: AppError) => void
}

/** The protocol between session and speaker names sound by the item it is of. */
const part = { itemId: 'audio_test', contentIndex: 0 }

/**
 * Records what the microphone hears for {@link deviceTestMs} and plays it through the speaker, so that a person can tell
 * whether both work. They are open one after the other, each no longer than it is needed.
 */
export class DeviceTest {
  readonly #parts: DeviceTestParts
  #running: Promise<AudioTestOutcome> | null = null
  #stop: () => void = () => undefined

  constructor(parts: DeviceTestParts) {
    this.#parts = parts
  }

  /**
   * Begins a test, or joins the one under way; resolves when it was played to its end, when there was nothing but silence
   * to play, or when it was stopped.
   * @throws Failure of the device, as a session would tell it
   */
  run(): Promise<AudioTestOutcome> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** Ends the test, if there is one; resolves when its devices are closed. */
  async stop(): Promise<void> {
    this.#stop()
    await this.#running?.catch(() => undefined) // it is told to whoever began it
  }

  async #run(): Promise<AudioTestOutcome> {
    const ending = this.#ending()
    const { microphone, speaker } = this.#parts.sound
    const recorder = new TestRecorder(this.#parts.clock, deviceTestMs)
    try {
      const recorded = await this.#record(microphone, recorder, ending)
      const { heard } = recorder
      // Nobody learns anything from silence that is played.
      if (!recorded || !heard) return { heard, completed: recorded }
      return { heard, completed: await this.#play(speaker, recorder.samples(), ending) }
    } finally {
      this.#parts.tell('over')
    }
  }

  #ending(): Ending {
    let fail: Ending['fail'] = () => undefined
    const promise = new Promise<'stopped'>((resolve, reject) => {
      this.#stop = () => resolve('stopped')
      fail = (error) => reject(asFailure(error))
    })
    promise.catch(() => undefined) // a device may fail while it is being closed, when nobody asks any more
    return { promise, fail }
  }

  /** Whether all of it was recorded. */
  async #record(microphone: Sound['microphone'], recorder: TestRecorder, { promise, fail }: Ending): Promise<boolean> {
    try {
      const opening = microphone.open({
        onFrame: (frame) => recorder.take(frame),
        onEnd: () => recorder.finish(),
        onFailure: fail,
        onChange: failing(fail),
      })
      if ((await Promise.race([promise, opening])) === 'stopped') return false
      recorder.start()
      this.#parts.tell('recording')
      return (await Promise.race([promise, recorder.full])) === 'full'
    } finally {
      recorder.finish()
      await microphone.close()
    }
  }

  /** Whether it was played to its end. */
  async #play(speaker: Sound['speaker'], samples: Int16Array, { promise, fail }: Ending): Promise<boolean> {
    try {
      let heardOut: () => void = () => undefined
      const heard = new Promise<'heard'>((resolve) => {
        heardOut = () => resolve('heard')
      })
      const opening = speaker.open({
        onProgress: () => undefined,
        onHeard: () => heardOut(),
        onFailure: fail,
        onChange: failing(fail),
      })
      if ((await Promise.race([promise, opening])) === 'stopped') return false
      this.#parts.tell('playing')
      speaker.enqueue(part, samples)
      speaker.finish(part)
      return (await Promise.race([promise, heard])) === 'heard'
    } finally {
      await speaker.close()
    }
  }
}

/** A device that is missing, or replaced by another, is not the one that was to be tested. */
const failing =
  (fail: (error: AppError) => void) =>
  ({ kind, error }: DeviceChange): void => {
    if (kind === 'missing' || kind === 'replaced') fail(error)
  }
