import { samplesToBytes } from '../../audio/pcm'

/**
 * Decodes strict base64; null when it is not base64. `Buffer` alone skips what it doesn't know, which would hide
 * garbage: then fewer bytes come out than the length promises.
 */
export function decodeBase64(base64: string): Buffer | null {
  if (base64.length % 4 !== 0) return null
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  const bytes = Buffer.from(base64, 'base64')
  return bytes.length === (base64.length / 4) * 3 - padding ? bytes : null
}

/** Samples as audio travels in events: PCM16 little-endian in base64. */
export const samplesToBase64 = (samples: Int16Array): string => samplesToBytes(samples).toString('base64')
