import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { FakeNaudiodon } from '../../../../test/support/fake-naudiodon'
import { ManualClock } from '../../../../test/support/manual-clock'
import type { NativeOptions } from './native-audio'
import { createNaudiodonDevice } from './naudiodon-device'
import type { AudioDevice } from '../audio-device'

let clock: ManualClock
let native: FakeNaudiodon
let device: AudioDevice
let failures: Error[]
const onFailure = (failure: Error): void => void failures.push(failure)
const onSamples = (): void => undefined

beforeEach(() => {
  clock = new ManualClock()
  native = new FakeNaudiodon()
  device = createNaudiodonDevice(clock, () => Promise.resolve(native))
  failures = []
})

describe('the microphone', () => {
  test('hands on samples until it is closed', async () => {
    const heard: number[] = []
    const input = await device.openInput({ onSamples: (samples) => heard.push(...samples), onFailure })
    native.input.push(Buffer.from([1, 0, 255, 255]))
    await setImmediate()
    expect(heard).toEqual([1, -1])
    const closing = input.close()
    native.input.push(Buffer.from([5, 0]))
    await closing
    await input.close()
    await setImmediate()
    expect(heard).toEqual([1, -1])
    expect(native.quits).toEqual(['input'])
    expect(failures).toEqual([])
  })

  test('may hear nothing but silence for as long as it likes', async () => {
    let samples = 0
    await device.openInput({ onSamples: (block) => (samples += block.length), onFailure })
    for (let frame = 0; frame < 6000; frame++) {
      native.input.push(Buffer.alloc(480))
      await clock.advance(10)
    }
    expect(samples).toBe(60 * 24_000)
    expect(failures).toEqual([])
  })

  test('is reported as gone when nothing comes any more, or when its stream ends or fails', async () => {
    for (const end of [
      () => native.input.push(null),
      () => native.input.destroy(new Error('Overrun')),
      () => undefined,
    ]) {
      native.input = new Readable({ read: () => undefined })
      failures = []
      await device.openInput({ onSamples, onFailure })
      end()
      await setImmediate()
      await clock.advance(3000)
      expect(failures).toMatchObject([{ error: { code: 'audio.input_lost' } }])
    }
    expect(native.quits).toEqual(['input', 'input', 'input'])
  })
})

describe('the speaker', () => {
  const block = new Int16Array(240).fill(257)

  test('a write waits until the device has taken it', async () => {
    const output = await device.openOutput({ onFailure })
    let taken = false
    const writing = output.write(block).then(() => (taken = true))
    await setImmediate()
    expect(taken).toBe(false)
    native.accept.shift()?.()
    await writing
    expect(native.written).toEqual([Buffer.alloc(480, 1)])
  })

  test('what is pending is the queue and the hardware’s share, less the time since the device took something', async () => {
    const output = await device.openOutput({ onFailure })
    expect(output.pendingSamples()).toBe(0)
    const write = async (): Promise<void> => {
      const writing = output.write(block)
      native.accept.shift()?.()
      await writing
    }
    await write()
    expect(output.pendingSamples()).toBe(240)
    for (let count = 0; count < 20; count++) await write()
    const full = 3 * 240 + 90 * 24
    expect(output.pendingSamples()).toBe(full)
    await clock.advance(4)
    expect(output.pendingSamples()).toBe(full - 96)
    await clock.advance(1000)
    expect(output.pendingSamples()).toBe(full - 720)
    const writing = output.write(block)
    expect(output.pendingSamples()).toBe(full - 720 + 240)
    native.accept.shift()?.() // which it does once the device has taken three blocks
    await writing
    expect(output.pendingSamples()).toBe(full - 480)
    await clock.advance(6)
    await write() // into a queue that has room, so it tells nothing about the device
    expect(output.pendingSamples()).toBe(full - 480 - 144 + 240)
    await output.close()
    expect(output.pendingSamples()).toBe(0)
  })

  test('is reported as gone when it takes nothing any more', async () => {
    const output = await device.openOutput({ onFailure })
    void output.write(block)
    await clock.advance(3000)
    expect(failures).toMatchObject([{ error: { code: 'audio.output_lost' } }])
    expect(native.quits).toEqual(['output'])
    await output.close()
    expect(native.quits).toEqual(['output'])
  })

  test('what is handed over ahead of the device is three blocks and the one being written', async () => {
    const output = await device.openOutput({ onFailure })
    const [{ maxQueue, framesPerBuffer }] = native.tried as [NativeOptions]
    expect([maxQueue, framesPerBuffer]).toEqual([3, 720])
    void output.write(block)
    void output.write(block)
    await setImmediate()
    expect(native.written.length).toBe(1)
  })

  test('closing does not wait for ever for a device that is gone', async () => {
    native.closes = false
    const output = await device.openOutput({ onFailure })
    const closing = output.close()
    await clock.advance(2000)
    await closing
    expect(output.pendingSamples()).toBe(0)
  })

  test('nothing is written once it was closed', async () => {
    const output = await device.openOutput({ onFailure })
    await output.close()
    await output.write(block)
    expect(native.written).toEqual([])
    expect(failures).toEqual([])
  })
})
