import { msToSamples } from '../../../shared/audio-format'
import { Loudness, VOICE_FRAME_SAMPLES } from './loudness'
import { ONSET_FRAMES } from './vad'

/** Soft consonants at the edges of speech are below the level that found it. */
const EDGE_SAMPLES = msToSamples(100)

/** The speech in a recording. */
export interface Speech {
  /** A view on the recording: silence before and after is left out but for a little room, the sound is not touched. */
  readonly samples: Int16Array
  /** From the first to the last voiced sound. */
  readonly spokenSamples: number
}

/**
 * Finds the part of a recording that holds speech.
 * @param threshold as in {@link Loudness}
 * @returns null when there is none
 */
export function findSpeech(recording: Int16Array, threshold: number): Speech | null {
  const voiced = new Loudness(threshold).push(recording)
  const spoken = voiced.map((_, frame) => {
    const run = voiced.slice(frame, frame + ONSET_FRAMES)
    return run.length === ONSET_FRAMES && run.every(Boolean)
  })
  const first = spoken.indexOf(true)
  if (first === -1) return null
  const start = first * VOICE_FRAME_SAMPLES
  const end = (spoken.lastIndexOf(true) + ONSET_FRAMES) * VOICE_FRAME_SAMPLES
  return {
    samples: recording.subarray(Math.max(0, start - EDGE_SAMPLES), end + EDGE_SAMPLES),
    spokenSamples: end - start,
  }
}
