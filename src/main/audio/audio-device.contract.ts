import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AudioDevice, InputStream, OutputStream } from './audio-device'

/** A device under test, and how time passes for it: by a manual clock, or by waiting. */
export interface DeviceUnderTest {
  readonly device: AudioDevice
  /** Milliseconds on the clock that the device goes by. */
  now(): number
  pass(ms: number): Promise<void>
}

export interface DeviceTraits {
  /** Whether sound takes its time, as with hardware. */
  readonly realTime: boolean
  /** How long the device may take to deliver or play its first sample, in milliseconds. */
  readonly wakesWithinMs: number
}

/** What every adapter of {@link AudioDevice} has to do. `create` is called before each test. */
export function describeAudioDevice(traits: DeviceTraits, create: () => Promise<DeviceUnderTest>): void {
  let subject: DeviceUnderTest
  const failures: Error[] = []
  const onFailure = (failure: Error): void => void failures.push(failure)
  const openOutput = (): Promise<OutputStream> => subject.device.openOutput({ onFailure })
  const openInput = (onSamples: (samples: Int16Array) => void): Promise<InputStream> =>
    subject.device.openInput({ onSamples, onFailure })

  /** Lets time pass in small steps until something is so. */
  const until = async (isSo: () => boolean, withinMs: number): Promise<void> => {
    const deadline = subject.now() + withinMs
    while (!isSo() && subject.now() < deadline) await subject.pass(10)
    expect(isSo()).toBe(true)
  }

  beforeEach(async () => {
    failures.length = 0
    subject = await create()
  })
  afterEach(() => {
    expect(failures).toEqual([])
  })

  test('the devices are listed, each under a name of its own', async () => {
    const devices = await subject.device.list()
    expect(devices.some(({ inputChannels }) => inputChannels > 0)).toBe(true)
    expect(devices.some(({ outputChannels }) => outputChannels > 0)).toBe(true)
    expect(new Set(devices.map(({ id }) => id)).size).toBe(devices.length)
  })

  describe('input', () => {
    test('whole frames come in, at the rate that was promised', async () => {
      let samples = 0
      let ragged = 0
      const input = await openInput((block) => {
        samples += block.length
        ragged += block.length % input.channels
      })
      await until(() => samples > 0, traits.wakesWithinMs)
      const [from, before] = [subject.now(), traits.realTime ? samples : 0]
      await until(() => samples - before >= input.sampleRate * input.channels * 0.3, 5000)
      if (traits.realTime) expect(subject.now() - from).toBeGreaterThan(200)
      expect(ragged).toBe(0)
      await input.close()
    })

    test('nothing comes once the close was asked for, which may be twice; then it opens again', async () => {
      for (let round = 0; round < 2; round++) {
        let samples = 0
        const input = await openInput((block) => (samples += block.length))
        await until(() => samples > 0, traits.wakesWithinMs)
        const closing = input.close()
        const atClose = samples
        await Promise.all([closing, input.close(), subject.pass(100)])
        expect(samples).toBe(atClose)
      }
    })
  })

  describe('output', () => {
    /** Writes blocks of 10 ms, each when the device can take it. @returns How many have been taken. */
    const write = (output: OutputStream, blocks: number): { readonly taken: number; readonly done: Promise<void> } => {
      const block = new Int16Array((output.sampleRate / 100) * output.channels)
      const state = { taken: 0, done: Promise.resolve() }
      const run = async (): Promise<void> => {
        for (; state.taken < blocks; state.taken++) await output.write(block)
      }
      state.done = run()
      return state
    }

    test('a writer is held back to the speed of sound, if there is one, and what is pending fits what was written', async () => {
      const output = await openOutput()
      const started = subject.now()
      const writer = write(output, 50)
      const perBlock = output.sampleRate / 100
      await until(() => {
        const pending = output.pendingSamples()
        expect(pending).toBeGreaterThanOrEqual(0)
        expect(pending).toBeLessThanOrEqual((writer.taken + 1) * perBlock)
        if (!traits.realTime) expect(pending).toBe(0)
        return writer.taken === 50
      }, traits.wakesWithinMs + 2000)
      expect(output.continuous).toBe(traits.realTime)
      if (traits.realTime) expect(subject.now() - started).toBeGreaterThan(350)
      await writer.done
      await output.close()
    })

    test('closing lets a waiting writer go, may be done twice, and leaves nothing to write to', async () => {
      for (let round = 0; round < 2; round++) {
        const output = await openOutput()
        const writer = write(output, 20)
        await subject.pass(30)
        await Promise.all([output.close(), output.close(), subject.pass(100)])
        await writer.done
        await output.write(new Int16Array(240 * output.channels))
        expect(output.pendingSamples()).toBe(0)
      }
    })
  })

  test('both directions work at once', async () => {
    let samples = 0
    const input = await openInput((block) => (samples += block.length))
    const output = await openOutput()
    let written = 0
    const block = new Int16Array((output.sampleRate / 100) * output.channels)
    const write = async (): Promise<void> => {
      for (; written < 30; written++) await output.write(block)
    }
    const writing = write()
    await until(() => written === 30 && samples > 0, traits.wakesWithinMs + 1000)
    await writing
    await Promise.all([input.close(), output.close()])
  })
}
