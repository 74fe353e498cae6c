import { beforeEach, describe, expect, test } from 'vitest'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../shared/audio-format'
import type { AppError } from '../../shared/ipc/result'
import { Failure } from '../../shared/ipc/result'
import type { Microphone } from '../ports/session'
import type { AudioDevice, InputRequest } from './audio-device'
import { createMicrophone } from './capture'
import { concatSamples, fromMono, level } from './pcm'

/** A microphone that hears what the test lets it hear. */
class FakeDevice implements AudioDevice {
  request: InputRequest | undefined
  missing = false
  opened = 0
  closed = 0

  constructor(
    readonly sampleRate: number,
    readonly channels: 1 | 2,
  ) {}

  list = (): Promise<[]> => Promise.resolve([])
  openOutput = (): Promise<never> => Promise.reject(new Error('No speaker'))
  openInput: AudioDevice['openInput'] = (request) => {
    if (this.missing) return Promise.reject(new Failure('audio.no_input'))
    this.request = request
    this.opened++
    const close = (): Promise<void> => {
      this.closed++
      return Promise.resolve()
    }
    return Promise.resolve({ sampleRate: this.sampleRate, channels: this.channels, close })
  }
}

class Listener {
  readonly frames: Int16Array[] = []
  readonly failures: AppError[] = []
  ends = 0
  onFrame = (frame: Int16Array): void => void this.frames.push(frame)
  onEnd = (): void => {
    this.ends++
  }
  onFailure = (error: AppError): void => void this.failures.push(error)
}

let device: FakeDevice
let listener: Listener
let microphone: Microphone

async function start(sampleRate = SAMPLE_RATE, channels: 1 | 2 = 1): Promise<void> {
  device = new FakeDevice(sampleRate, channels)
  listener = new Listener()
  microphone = createMicrophone(device, { deviceId: 'desk' })
  await microphone.open(listener)
}

const sine = (rate: number, seconds: number): Int16Array =>
  new Int16Array(rate * seconds).map((_, index) => 16_000 * Math.sin((2 * Math.PI * 500 * index) / rate))

beforeEach(() => start())

describe('frames', () => {
  test('blocks of any length become frames of 10 ms, sample by sample', () => {
    const spoken = sine(SAMPLE_RATE, 1)
    for (let at = 0; at < spoken.length; at += 171) device.request?.onSamples(spoken.slice(at, at + 171))
    expect(listener.frames.length).toBe(100)
    expect(listener.frames.every((frame) => frame.length === FRAME_SAMPLES)).toBe(true)
    expect(concatSamples(listener.frames)).toEqual(spoken)
    expect(device.request?.deviceId).toBe('desk')
  })

  test.each([
    [48_000, 1],
    [44_100, 2],
    [16_000, 2],
  ] as const)('%i Hz with %i channels becomes 24 kHz mono', async (rate, channels) => {
    await start(rate, channels)
    const spoken = fromMono(sine(rate, 1), channels)
    for (let at = 0; at < spoken.length; at += 512) device.request?.onSamples(spoken.slice(at, at + 512))
    device.request?.onEnd?.()
    const heard = concatSamples(listener.frames)
    expect(heard.length).toBe(SAMPLE_RATE)
    const expected = sine(SAMPLE_RATE, 1)
    const difference = heard.map((sample, index) => sample - expected[index]!).subarray(1000, 23_000)
    expect(level(difference).rms).toBeLessThan(0.1 * level(expected).rms) // a shift by one sample would be 0.13
  })

  test('the very last samples are not left behind in the conversion', async () => {
    await start(48_000)
    const spoken = new Int16Array(4800)
    spoken.fill(10_000, 4600)
    device.request?.onSamples(spoken)
    device.request?.onEnd?.()
    expect(level(concatSamples(listener.frames).subarray(2310, 2390)).rms).toBeGreaterThan(0.25)
  })

  test('the end comes after the last frame, which is filled up with silence', () => {
    device.request?.onSamples(new Int16Array(300).fill(9))
    device.request?.onEnd?.()
    expect(listener.ends).toBe(1)
    expect(listener.frames[1]?.subarray(0, 61)).toEqual(Int16Array.from([...new Int16Array(60).fill(9), 0]))
  })
})

describe('opening, closing, failing', () => {
  test('a missing microphone is told to whoever opens it, who may try again', async () => {
    device.missing = true
    const other = createMicrophone(device)
    await expect(other.open(listener)).rejects.toMatchObject({ error: { code: 'audio.no_input' } })
    device.missing = false
    await other.open(listener)
    expect(device.opened).toBe(2)
  })

  test('nothing is delivered once it was closed; it can be opened again', async () => {
    const closing = microphone.close()
    device.request?.onSamples(new Int16Array(480))
    device.request?.onEnd?.()
    device.request?.onFailure(new Error('Too late'))
    await closing
    expect([listener.frames.length, listener.ends, listener.failures.length, device.closed]).toEqual([0, 0, 0, 1])
    await microphone.open(listener)
    device.request?.onSamples(new Int16Array(480))
    expect(listener.frames.length).toBe(2)
  })

  test('a microphone that is closed while it opens is closed afterwards', async () => {
    const other = createMicrophone(device)
    const opening = other.open(listener)
    await other.close()
    await opening
    expect([device.opened, device.closed]).toEqual([2, 1])
  })

  test('a device that is lost is closed and reported once, and can be opened again', async () => {
    device.request?.onFailure(new Failure('audio.input_lost'))
    device.request?.onFailure(new Failure('audio.input_lost'))
    device.request?.onSamples(new Int16Array(480))
    expect(listener.failures.map(({ code }) => code)).toEqual(['audio.input_lost'])
    expect([listener.frames.length, device.closed]).toEqual([0, 1])
    await microphone.open(listener)
    expect(device.opened).toBe(2)
  })
})
