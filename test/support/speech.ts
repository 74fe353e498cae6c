import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parseWav } from '../../src/main/audio/wav/wav'
import { loadResampler } from '../../src/main/audio/resampling/resampler'
import { concatSamples, toMono } from '../../src/main/audio/pcm'

/** Whether speech can be made on this machine: why not, or undefined. */
export const speechMissing = (): string | undefined =>
  spawnSync('espeak-ng', ['--version']).status === 0 ? undefined : 'not installed: espeak-ng'

/**
 * Speaks a text into a WAV file.
 * @returns What the file holds, as 24 kHz mono.
 */
export async function synthesize(text: string, wavPath: string): Promise<Int16Array> {
  const { status, stderr } = spawnSync('espeak-ng', ['-w', wavPath, text], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`espeak-ng failed: ${stderr}`)
  const { sampleRate, channels, samples } = parseWav(readFileSync(wavPath))
  const resampler = (await loadResampler())(sampleRate, 24_000)
  return concatSamples([resampler.process(toMono(samples, channels)), resampler.flush()])
}
