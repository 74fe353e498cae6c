import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { systemClock } from '../../clock/system-clock'
import type { InputStream } from '../audio-device'
import { describeAudioDevice } from '../audio-device.contract'
import { concatSamples, samplesToBytes } from '../pcm'
import { parseWav, wavHeader } from './wav'
import { createWavDevice } from './wav-device'
import type { WavDeviceOptions } from './wav-device'

let folder: string
let clock: ManualClock

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-wav-'))
  clock = new ManualClock()
})
afterEach(() => rm(folder, { recursive: true }))

const path = (name: string): string => join(folder, name)
const onFailure = (): void => undefined
const ramp = (length: number): Int16Array => new Int16Array(length).map((_, index) => index + 1)

async function writeWav(name: string, samples: Int16Array, sampleRate = 24_000, channels = 1): Promise<string> {
  await writeFile(
    path(name),
    Buffer.concat([wavHeader(sampleRate, channels, samples.byteLength), samplesToBytes(samples)]),
  )
  return path(name)
}

const deviceOf = (pace: WavDeviceOptions['pace'], options: Partial<WavDeviceOptions> = {}) =>
  createWavDevice({ clock, pace, ...options })

describe.each(['real-time', 'fast'] as const)('the contract of audio devices: %s', (pace) => {
  describeAudioDevice({ realTime: pace === 'real-time', wakesWithinMs: 2000 }, async () => {
    const inputPath = await writeWav('in.wav', ramp(24_000))
    const device = deviceOf(pace, { inputPath, outputPath: path('out.wav') })
    // The fast device goes by no clock, only by how long files take.
    return pace === 'fast'
      ? { device, now: () => systemClock.now(), pass: (ms) => setTimeout(ms) }
      : { device, now: () => clock.now(), pass: (ms) => clock.advance(ms) }
  })
})

describe('input', () => {
  interface Heard {
    readonly blocks: Int16Array[]
    /** Samples that had been heard at each end; there should be one. */
    readonly ends: number[]
    readonly stream: InputStream
  }

  async function listen(options: WavDeviceOptions): Promise<Heard> {
    const blocks: Int16Array[] = []
    const ends: number[] = []
    const stream = await createWavDevice(options).openInput({
      onSamples: (samples) => blocks.push(samples),
      onEnd: () => ends.push(concatSamples(blocks).length),
      onFailure,
    })
    return { blocks, ends, stream }
  }

  test('in real time: the file by the clock, its end once, and then silence for ever', async () => {
    const inputPath = await writeWav('in.wav', ramp(4810))
    const { blocks, ends } = await listen({ clock, inputPath, pace: 'real-time' })
    await clock.advance(100)
    expect(concatSamples(blocks)).toEqual(ramp(2400))
    await clock.advance(9900)
    const heard = concatSamples(blocks)
    expect(heard.length).toBe(240_000)
    expect(heard.subarray(0, 4810)).toEqual(ramp(4810))
    expect(heard.subarray(4810).every((sample) => sample === 0)).toBe(true)
    expect(ends).toEqual([5040])
  })

  test('fast: the file, a tail of two seconds of silence, and the end, without any time passing', async () => {
    const inputPath = await writeWav('in.wav', ramp(480))
    const { blocks, ends } = await listen({ clock, inputPath, pace: 'fast' })
    while (ends.length === 0) await setImmediate()
    expect(concatSamples(blocks)).toEqual(concatSamples([ramp(480), new Int16Array(48_000)]))
    expect(ends).toEqual([48_480])
    expect(clock.now()).toBe(0)
  })

  test('fast: the tail can be chosen, and the event loop runs in between', async () => {
    const inputPath = await writeWav('in.wav', ramp(240_000))
    let turns = 0
    const { ends } = await listen({ clock, inputPath, pace: 'fast', tailMs: 0 })
    for (; ends.length === 0; turns++) await setImmediate()
    expect(ends).toEqual([240_000])
    expect(turns).toBeGreaterThan(100)
  })

  test('channels are mixed; the rate is the file’s own', async () => {
    const inputPath = await writeWav('in.wav', Int16Array.of(10, 20, -10, -20, 5, 7), 8000, 2)
    const { blocks, stream } = await listen({ clock, inputPath, pace: 'real-time' })
    await clock.advance(10)
    expect(stream).toMatchObject({ sampleRate: 8000, channels: 1 })
    expect([...blocks[0]!.subarray(0, 4)]).toEqual([15, -15, 6, 0])
    expect(blocks[0]!.length).toBe(80)
  })

  test.each(['fast', 'real-time'] as const)('a missing or broken file fails at once: %s', async (pace) => {
    const missing = listen({ clock, inputPath: path('no.wav'), pace })
    await expect(missing).rejects.toMatchObject({ error: { code: 'wav.missing' } })
    await writeFile(path('bad.wav'), 'This is no sound at all')
    await expect(listen({ clock, inputPath: path('bad.wav'), pace })).rejects.toMatchObject({
      error: { code: 'wav.not_wav' },
    })
    await expect(listen({ clock, pace })).rejects.toMatchObject({ error: { code: 'audio.no_input' } })
  })
})

describe('output', () => {
  const outputPath = (): string => path('out.wav')
  const read = async (): Promise<Int16Array> => {
    const { sampleRate, channels, samples } = parseWav(await readFile(outputPath()))
    expect([sampleRate, channels]).toEqual([24_000, 1])
    return samples
  }

  test('the file has its name only when it is whole', async () => {
    const output = await deviceOf('fast', { outputPath: outputPath() }).openOutput({ onFailure })
    await output.write(ramp(1000))
    await output.write(ramp(500))
    expect(await readdir(folder)).toEqual(['out.wav.part'])
    await output.close()
    expect(await readdir(folder)).toEqual(['out.wav'])
    expect(await read()).toEqual(concatSamples([ramp(1000), ramp(500)]))
  })

  test('in real time the file is as long as the time that went by, whatever held the writer up', async () => {
    const output = await deviceOf('real-time', { outputPath: outputPath() }).openOutput({ onFailure })
    let stop = false
    let goOn = (): void => undefined
    const heldUp = new Promise<void>((resolve) => (goOn = resolve))
    const write = async (): Promise<void> => {
      for (let block = 0; !stop; block++) {
        await output.write(new Int16Array(240))
        if (block === 20) await heldUp
      }
    }
    const writing = write()
    await clock.advance(500)
    goOn()
    await clock.advance(0) // the writer gets its turn
    await clock.advance(500)
    stop = true
    await output.close()
    await writing
    const lengthMs = (await read()).length / 24
    expect(lengthMs).toBeGreaterThanOrEqual(1000)
    expect(lengthMs).toBeLessThanOrEqual(1040)
  })

  test('an older file stays until the new one is finished, and is then replaced', async () => {
    await writeFile(outputPath(), 'older')
    const output = await deviceOf('fast', { outputPath: outputPath() }).openOutput({ onFailure })
    await output.write(ramp(10))
    expect(await readFile(outputPath(), 'utf8')).toBe('older')
    await output.close()
    expect(await read()).toEqual(ramp(10))
  })

  test.each(['fast', 'real-time'] as const)('a target that can not be written fails at once: %s', async (pace) => {
    await mkdir(path('folder'))
    for (const target of [path('missing/out.wav'), path('folder')]) {
      const opening = deviceOf(pace, { outputPath: target }).openOutput({ onFailure })
      await expect(opening).rejects.toMatchObject({ error: { code: 'wav.not_writable' } })
    }
    expect(await readdir(folder)).toEqual(['folder'])
    await expect(deviceOf(pace).openOutput({ onFailure })).rejects.toMatchObject({ error: { code: 'audio.no_output' } })
  })
})
