/** The one audio format inside Parley: PCM16 little-endian, mono, 24 kHz. Devices and endpoints convert at the edge. */
export const SAMPLE_RATE = 24_000
export const SAMPLES_PER_MS = SAMPLE_RATE / 1000
export const BYTES_PER_SAMPLE = 2

/** Capture hands on audio in frames of this length, and playback feeds the device in multiples of it. */
export const FRAME_MS = 10
export const FRAME_SAMPLES = FRAME_MS * SAMPLES_PER_MS

/**
 * Samples (at 24 kHz) to whole milliseconds, rounded down: the protocol refuses a truncation beyond the audio it sent,
 * so a position is never rounded up.
 */
export const samplesToMs = (samples: number): number => Math.floor(samples / SAMPLES_PER_MS)

/** Milliseconds to samples at 24 kHz. */
export const msToSamples = (ms: number): number => Math.round(ms * SAMPLES_PER_MS)

/** How many PCM16 samples a base64 string holds, without decoding it. */
export function base64Samples(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return Math.floor((Math.floor((base64.length * 3) / 4) - padding) / BYTES_PER_SAMPLE)
}
