import { createHash } from 'node:crypto'
import { samplesToBytes } from '../../src/main/audio/pcm'

/** Sound as a short text: two are the same only when all their samples are. Comparing millions of them takes tests long. */
export const soundDigest = (samples: Int16Array): string =>
  `${samples.length} samples, ${createHash('sha1').update(samplesToBytes(samples)).digest('hex')}`
