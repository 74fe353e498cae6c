import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { msToSamples, SAMPLE_RATE } from '../../../shared/audio-format'
import { Failure } from '../../../shared/ipc/result'
import { concatSamples } from '../../audio/pcm'
import { parseWav } from '../../audio/wav/wav'
import { type ClipName, numberClips, phraseClips } from './clip-names'

/** Between two clips, so that joined words don't run into one another. */
const PAUSE = new Int16Array(msToSamples(60))

/** The demo's voice: turns names of clips into sound. */
export type Voice = (clips: readonly ClipName[]) => Int16Array

/**
 * Loads the recordings.
 * @param resourcesDirectory the directory that holds `demo/*.wav`
 * @throws Failure `demo.bad_clip`
 */
export async function loadVoice(resourcesDirectory: string): Promise<Voice> {
  const names = [...phraseClips, ...numberClips]
  const clips = new Map(
    await Promise.all(names.map(async (name) => [name, await loadClip(resourcesDirectory, name)] as const)),
  )
  return (wanted) =>
    concatSamples(wanted.flatMap((name, index) => [...(index > 0 ? [PAUSE] : []), clips.get(name) ?? PAUSE]))
}

async function loadClip(resourcesDirectory: string, name: ClipName): Promise<Int16Array> {
  const path = join(resourcesDirectory, 'demo', `${name}.wav`)
  try {
    const { sampleRate, channels, samples } = parseWav(await readFile(path))
    if (sampleRate !== SAMPLE_RATE || channels !== 1) throw new Error('it is not 24 kHz mono')
    return samples
  } catch (cause) {
    throw new Failure('demo.bad_clip', { path }, { cause })
  }
}
