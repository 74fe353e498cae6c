import { Readable, Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { Failure } from '../../shared/ipc/result'
import type { NativeAudio, NativeControls, NativeDevice, NativeOptions } from './native-audio'
import { createNaudiodonDevice } from './naudiodon-device'
import type { NaudiodonDevice } from './naudiodon-device'

/** naudiodon without hardware; test/sound has the real one. Nothing moves by itself. */
class FakeNaudiodon implements NativeAudio {
  devices: NativeDevice[] = [
    nativeDevice(0, 'Webcam', { maxOutputChannels: 0 }),
    nativeDevice(1, 'Headset'),
    nativeDevice(2, 'Headset'),
  ]
  hosts = [{ id: 0, defaultInput: 1, defaultOutput: 2 }]
  refused: (options: NativeOptions) => boolean = () => false
  readonly tried: NativeOptions[] = []
  readonly quits: string[] = []
  closes = true
  input = new Readable({ read: () => undefined })
  /** Lets one blocked write through. */
  accept: (() => void)[] = []
  readonly written: Buffer[] = []

  getDevices = (): NativeDevice[] => this.devices
  getHostAPIs = () => ({ defaultHostAPI: 0, HostAPIs: this.hosts })

  AudioIO(options: { inOptions: NativeOptions }): Readable & NativeControls
  AudioIO(options: { outOptions: NativeOptions }): Writable & NativeControls
  AudioIO(options: { inOptions?: NativeOptions; outOptions?: NativeOptions }): (Readable | Writable) & NativeControls {
    const wanted = options.inOptions ?? options.outOptions!
    this.tried.push(wanted)
    if (this.refused(wanted)) throw new Error('Format not supported: Invalid sample rate')
    const quit = (name: string) => (): Promise<void> => {
      this.quits.push(name)
      return this.closes ? Promise.resolve() : new Promise(() => undefined)
    }
    const start = (): void => undefined
    if (options.inOptions) return Object.assign(this.input, { start, quit: quit('input') })
    const output = new Writable({
      write: (bytes: Buffer, _encoding, done) => {
        this.written.push(bytes)
        this.accept.push(done)
      },
    })
    return Object.assign(output, { start, quit: quit('output') })
  }
}

const nativeDevice = (id: number, name: string, traits: Partial<NativeDevice> = {}): NativeDevice => ({
  id,
  name,
  maxInputChannels: 2,
  maxOutputChannels: 2,
  defaultSampleRate: 48_000,
  hostAPIName: 'ALSA',
  ...traits,
})

let clock: ManualClock
let native: FakeNaudiodon
let device: NaudiodonDevice
let failures: Error[]
const onFailure = (failure: Error): void => void failures.push(failure)
const onSamples = (): void => undefined

beforeEach(() => {
  clock = new ManualClock()
  native = new FakeNaudiodon()
  device = createNaudiodonDevice(clock, () => Promise.resolve(native))
  failures = []
})

const codeOf = async (failing: Promise<unknown>): Promise<string> => {
  const error: unknown = await failing.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Failure) return error.error.code
  throw new Error('It did not fail as it should', { cause: error })
}

describe('devices', () => {
  test('are listed under names that stay when they are numbered anew', async () => {
    const before = await device.list()
    expect(before.map(({ id }) => id)).toEqual(['ALSA/Webcam', 'ALSA/Headset', 'ALSA/Headset#2'])
    expect(before[0]).toMatchObject({ name: 'Webcam', inputChannels: 2, outputChannels: 0, defaultSampleRate: 48_000 })
    native.devices = [nativeDevice(0, 'Speaker'), nativeDevice(1, 'Webcam')]
    await device.openInput({ deviceId: 'ALSA/Webcam', onSamples, onFailure })
    expect(native.tried[0]?.deviceId).toBe(1)
  })

  test('the default one is opened by its own number in each direction', async () => {
    await device.openInput({ onSamples, onFailure })
    await device.openOutput({ onFailure })
    expect(native.tried.map(({ deviceId }) => deviceId)).toEqual([1, 2])
  })

  test('none at all', async () => {
    native.devices = []
    native.hosts = [{ id: 0, defaultInput: 0xffff_ffff, defaultOutput: 0xffff_ffff }]
    expect(await device.list()).toEqual([])
    expect(await codeOf(device.openInput({ onSamples, onFailure }))).toBe('audio.no_input')
    expect(await codeOf(device.openOutput({ onFailure }))).toBe('audio.no_output')
    expect(native.tried).toEqual([])
  })

  test('one that was unplugged, and one that can only listen', async () => {
    expect(await codeOf(device.openInput({ deviceId: 'ALSA/Gone', onSamples, onFailure }))).toBe('audio.input_missing')
    expect(await codeOf(device.openOutput({ deviceId: 'ALSA/Webcam', onFailure }))).toBe('audio.output_missing')
  })

  test('PortAudio that does not even start', async () => {
    native.getDevices = () => {
      throw new Error('Could not initialize PortAudio')
    }
    expect(await device.list()).toEqual([])
    expect(await codeOf(device.openInput({ onSamples, onFailure }))).toBe('audio.no_input')
  })

  test('an addon that can not be loaded', async () => {
    const missing = new Failure('audio.native_missing', 'The native audio library could not be loaded.')
    const without = createNaudiodonDevice(clock, () => Promise.reject(missing))
    expect(await without.list()).toEqual([])
    expect(await codeOf(without.openInput({ onSamples, onFailure }))).toBe('audio.native_missing')
    expect(await codeOf(without.openOutput({ onFailure }))).toBe('audio.native_missing')
  })
})

describe('formats', () => {
  const tried = (): string[] => native.tried.map(({ sampleRate, channelCount }) => `${sampleRate}/${channelCount}`)

  test('24 kHz mono is asked for first, read in frames of 10 ms, and an underrun does not end the stream', async () => {
    const output = await device.openOutput({ onFailure })
    expect(output).toMatchObject({ sampleRate: 24_000, channels: 1, continuous: true })
    expect(native.tried).toMatchObject([{ sampleFormat: 16, closeOnError: false }])
    await device.openInput({ onSamples, onFailure })
    expect(native.tried[1]).toMatchObject({ highwaterMark: 480 })
  })

  test('then the device’s own rate, and stereo where there is no mono', async () => {
    native.refused = ({ sampleRate, channelCount }) => sampleRate !== 48_000 || channelCount !== 2
    const input = await device.openInput({ onSamples, onFailure })
    expect(input).toMatchObject({ sampleRate: 48_000, channels: 2 })
    expect(tried()).toEqual(['24000/1', '48000/1', '24000/2', '48000/2'])
    expect(native.tried[3]).toMatchObject({ highwaterMark: 1920 })
  })

  test('a device that refuses everything, with the reason; more channels than it has are not tried', async () => {
    native.devices = [nativeDevice(1, 'Old', { maxInputChannels: 1 })]
    native.refused = () => true
    const opening = device.openInput({ onSamples, onFailure })
    expect(await codeOf(opening)).toBe('audio.format_refused')
    await opening.catch((error: unknown) => expect(String((error as Failure).cause)).toContain('Invalid sample rate'))
    expect(tried()).toEqual(['24000/1', '48000/1'])
  })
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
      await clock.advance(15_000)
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

  test('what is pending is the queue and the hardware’s share, less the time since the queue moved', async () => {
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
    void output.write(block)
    expect(output.pendingSamples()).toBe(full - 720 + 240)
    await output.close()
    expect(output.pendingSamples()).toBe(0)
  })

  test('is reported as gone when it takes nothing any more', async () => {
    const output = await device.openOutput({ onFailure })
    void output.write(block)
    await clock.advance(15_000)
    expect(failures).toMatchObject([{ error: { code: 'audio.output_lost' } }])
    expect(native.quits).toEqual(['output'])
    await output.close()
    expect(native.quits).toEqual(['output'])
  })

  test('closing does not wait for ever for a device that is gone, and says that it got stuck', async () => {
    native.closes = false
    const output = await device.openOutput({ onFailure })
    const closing = output.close()
    const stuck = device.isStuck()
    await clock.advance(2000)
    await closing
    expect(await stuck).toBe(true)
  })

  test('nothing is written once it was closed', async () => {
    const output = await device.openOutput({ onFailure })
    await output.close()
    await output.write(block)
    expect(native.written).toEqual([])
    expect(failures).toEqual([])
  })
})
