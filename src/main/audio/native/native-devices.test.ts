import { beforeEach, describe, expect, test } from 'vitest'
import { FakeNaudiodon, nativeDevice } from '../../../../test/support/fake-naudiodon'
import { ManualClock } from '../../../../test/support/manual-clock'
import { Failure } from '../../../shared/ipc/result'
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

  test('the default ones are marked, if there are any', async () => {
    const marks = async (): Promise<string[]> =>
      (await device.list()).map((found) => `${found.isDefaultInput ? 'in' : ''}${found.isDefaultOutput ? 'out' : ''}`)
    expect(await marks()).toEqual(['', 'in', 'out'])
    native.hosts = [{ id: 0, defaultInput: 1, defaultOutput: 0 }] // a webcam can't speak, whatever the driver says
    expect(await marks()).toEqual(['', 'in', ''])
    native.hosts = [{ id: 0, defaultInput: 0xffff_ffff, defaultOutput: 1 }]
    expect(await marks()).toEqual(['', 'out', ''])
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
    const missing = new Failure('audio.native_missing')
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
    await opening.catch((error: unknown) => {
      expect(String((error as Failure).cause)).toContain('Invalid sample rate')
      expect((error as Failure).error).toMatchObject({ values: { device: 'Old' } })
      expect((error as Failure).message).toContain('“Old”')
    })
    expect(tried()).toEqual(['24000/1', '48000/1'])
  })

  test.each([
    [0, 48_000],
    [12_345, 12_345],
    [192_000, 192_000],
  ])('a device that is listed with %i Hz and does not take ours runs at %i Hz', async (listed, taken) => {
    native.devices = [nativeDevice(1, 'Odd', { defaultSampleRate: listed }), nativeDevice(2, 'Odd')]
    native.refused = ({ sampleRate }) => sampleRate !== taken
    expect((await device.list())[0]?.defaultSampleRate).toBe(listed)
    expect((await device.openInput({ onSamples, onFailure })).sampleRate).toBe(taken)
    const { framesPerBuffer, highwaterMark } = native.tried.at(-1) ?? expect.fail()
    expect([framesPerBuffer, highwaterMark]).toEqual([Math.round(taken / 100), 2 * Math.round(taken / 100)])
  })

  test('a device that vanishes between opening and starting is refused, and closed', async () => {
    native.starts = false
    expect(await codeOf(device.openInput({ onSamples, onFailure }))).toBe('audio.format_refused')
    expect(await codeOf(device.openOutput({ onFailure }))).toBe('audio.format_refused')
    expect(native.quits.length).toBe(native.tried.length)
    await clock.advance(15_000)
    expect(failures).toEqual([])
  })
})
