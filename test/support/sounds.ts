import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseWav } from '../../src/main/audio/wav/wav'
import { concatSamples } from '../../src/main/audio/pcm'
import { msToSamples, SAMPLE_RATE } from '../../src/shared/audio-format'

const fixtures = join(import.meta.dirname, '..', 'fixtures')

/** The project's resources, as the entries pass them in. */
export const resourcesDirectory = join(import.meta.dirname, '..', '..', 'resources')

/** "Hello Parley, can you hear me?", 24 kHz mono, without silence around it. */
export const helloPath = join(fixtures, 'hello.wav')

/** The samples of {@link helloPath}. */
export const hello = (): Int16Array => parseWav(readFileSync(helloPath)).samples

export const silence = (ms: number): Int16Array => new Int16Array(msToSamples(ms))

/** A steady tone; `amplitude` is its peak, 0 to 32767. */
export const tone = (ms: number, amplitude = 8000): Int16Array =>
  Int16Array.from(
    { length: msToSamples(ms) },
    (_, index) => amplitude * Math.sin((2 * Math.PI * 220 * index) / SAMPLE_RATE),
  )

/** Something said, with silence before it and enough after it to end the turn. */
export const utterance = (speech = hello(), before = 500, after = 1000): Int16Array =>
  concatSamples([silence(before), speech, silence(after)])
