import { open, rename, rm, stat } from 'node:fs/promises'
import { SAMPLE_RATE } from '../../../shared/audio-format'
import { Failure } from '../../../shared/ipc/result'
import { samplesToBytes } from '../pcm'
import { wavHeader, WAV_HEADER_BYTES } from './wav'

/** A WAV file in the making: 24 kHz mono PCM16, under a temporary name until it is finished. */
export interface WavOutput {
  /** Resolves when the samples are written; needs no waiting for before the next. Does nothing once it was finished. */
  append(samples: Int16Array): Promise<void>
  /** Completes the header and gives the file its name. May be called twice. */
  finish(): Promise<void>
}

/**
 * Starts a WAV file. It is written beside its target, so that nobody ever finds half a file under the target's name.
 * @throws Failure `wav.not_writable`
 */
export async function createWavOutput(path: string): Promise<WavOutput> {
  const temporary = `${path}.part`
  const notWritable = (cause: unknown): Failure => new Failure('wav.not_writable', { path }, { cause })
  // A file that is not there yet has no status.
  if ((await stat(path).catch(() => undefined))?.isDirectory()) throw notWritable(new Error('It is a folder'))
  const file = await open(temporary, 'w').catch((error: unknown) => {
    throw notWritable(error)
  })
  let dataBytes = 0
  let written = Promise.resolve()
  let finishing: Promise<void> | undefined
  const append = async (samples: Int16Array): Promise<void> => {
    const bytes = samplesToBytes(samples)
    const position = WAV_HEADER_BYTES + dataBytes
    dataBytes += bytes.length
    await file.write(bytes, 0, bytes.length, position)
  }
  const finish = async (): Promise<void> => {
    try {
      await written
      await file.write(wavHeader(SAMPLE_RATE, 1, dataBytes), 0, WAV_HEADER_BYTES, 0)
      await file.close()
      await rename(temporary, path)
    } catch (error) {
      await file.close().catch(() => undefined) // the first error counts
      await rm(temporary, { force: true })
      throw notWritable(error)
    }
  }
  return {
    append(samples) {
      if (finishing) return Promise.resolve()
      const appended = append(samples)
      written = Promise.all([written, appended]).then(() => undefined)
      written.catch(() => undefined) // told by append, and again by finish
      return appended.catch((error: unknown) => {
        throw notWritable(error)
      })
    },
    finish: () => (finishing ??= finish()),
  }
}
