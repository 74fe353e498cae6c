import { FlacEncoder } from './flac-encoder'
import type { FlacLibrary } from './flac-library'
import { flacLengthMs, STREAM_INFO_BYTES } from './stream-info'

/** FLAC, as those see it who keep files of it. */
export const flacFormat = (flac: FlacLibrary) => ({
  extension: 'flac',
  mediaType: 'audio/flac',
  headerBytes: STREAM_INFO_BYTES,
  lengthMs: flacLengthMs,
  encoder: () => new FlacEncoder(flac),
})
