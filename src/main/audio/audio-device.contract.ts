import { afterEach, beforeEach, expect, test } from 'vitest'
import { timeLimit } from '../../../test/support/time-limit'
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
  /** What its streams have to run at, where that is known. */
  readonly format?: { readonly sampleRate: number; readonly channels: 1 | 2 }
}

interface Heard {
  readonly samples: number
  /** The lengths of the blocks that came. */
  readonly lengths: ReadonlySet<number>
}

/**
 * What every adapter of {@link AudioDevice} has to do. `create` is called before each test. Devices are opened as seldom
 * as can be: hardware takes its time, and this runs for every format.
 */
export function describeAudioDevice(traits: DeviceTraits, create: () => Promise<DeviceUnderTest>): void {
  let subject: DeviceUnderTest
  const failures: Error[] = []
  const onFailure = (failure: Error): void => void failures.push(failure)

  const openOutput = async (): Promise<OutputStream> => {
    const output = await subject.device.openOutput({ onFailure })
    expect(output).toMatchObject(traits.format ?? {})
    return output
  }
  /** Opens a microphone, and counts what it hears. */
  const openInput = async (): Promise<{ readonly stream: InputStream; readonly heard: Heard }> => {
    const heard = { samples: 0, lengths: new Set<number>() }
    const onSamples = (block: Int16Array): void => {
      heard.samples += block.length
      heard.lengths.add(block.length)
    }
    const stream = await subject.device.openInput({ onSamples, onFailure })
    expect(stream).toMatchObject(traits.format ?? {})
    return { stream, heard }
  }
  /** Writes blocks of 10 ms, each when the device can take it. */
  const write = (output: OutputStream, blocks: number): { readonly taken: number; readonly done: Promise<void> } => {
    const block = new Int16Array((output.sampleRate / 100) * output.channels)
    const state = { taken: 0, done: Promise.resolve() }
    const run = async (): Promise<void> => {
      for (; state.taken < blocks; state.taken++) await output.write(block)
    }
    state.done = run()
    return state
  }
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

  test('the devices are listed, each under a name of its own, with at most one default in each direction', async () => {
    const devices = await subject.device.list()
    expect(devices.some(({ inputChannels }) => inputChannels > 0)).toBe(true)
    expect(devices.some(({ outputChannels }) => outputChannels > 0)).toBe(true)
    expect(new Set(devices.map(({ id }) => id)).size).toBe(devices.length)
    const [inputs, outputs] = [
      devices.filter((one) => one.isDefaultInput),
      devices.filter((one) => one.isDefaultOutput),
    ]
    expect([inputs.length, outputs.length]).toEqual([1, 1])
    expect(inputs[0]?.inputChannels).toBeGreaterThan(0)
    expect(outputs[0]?.outputChannels).toBeGreaterThan(0)
  })

  test('a microphone: whole frames at the promised rate, and nothing once its close was asked for', async () => {
    const { stream, heard } = await openInput()
    await until(() => heard.samples > 0, traits.wakesWithinMs)
    const [from, before] = [subject.now(), traits.realTime ? heard.samples : 0]
    await until(() => heard.samples - before >= stream.sampleRate * stream.channels * 0.3, timeLimit(5000))
    // Some of it may have been heard before and be handed over late.
    if (traits.realTime) expect(subject.now() - from).toBeGreaterThan(100)
    const closing = stream.close()
    const atClose = heard.samples
    await Promise.all([closing, stream.close(), subject.pass(100)])
    expect(heard.samples).toBe(atClose)
    expect([...heard.lengths].filter((length) => length % stream.channels !== 0)).toEqual([])
  })

  test('a speaker: holds the writer back to the speed of sound, if it has one, and knows what is pending', async () => {
    const output = await openOutput()
    const started = subject.now()
    const writer = write(output, 50)
    await until(
      () => {
        const pending = output.pendingSamples()
        expect(pending).toBeGreaterThanOrEqual(0)
        expect(pending).toBeLessThanOrEqual(((writer.taken + 1) * output.sampleRate) / 100)
        if (!traits.realTime) expect(pending).toBe(0)
        return writer.taken === 50
      },
      traits.wakesWithinMs + timeLimit(2000),
    )
    expect(output.continuous).toBe(traits.realTime)
    if (traits.realTime) expect(subject.now() - started).toBeGreaterThan(300)
    await writer.done
    await output.close()
  })

  test('both at once, again after a close; closing lets a waiting writer go and leaves nothing to write to', async () => {
    for (let round = 0; round < 2; round++) {
      const { stream, heard } = await openInput()
      const output = await openOutput()
      const writer = write(output, 1000)
      await until(() => heard.samples > 0 && writer.taken > 0, traits.wakesWithinMs)
      await Promise.all([stream.close(), output.close(), output.close(), subject.pass(50)])
      await writer.done
      await output.write(new Int16Array(240 * output.channels))
      expect(output.pendingSamples()).toBe(0)
    }
  })
}
