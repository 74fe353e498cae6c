/** How sound becomes the bytes of a file. Whoever keeps the files knows nothing else of the format. */
export interface SoundFormat {
  /** Without the dot. */
  readonly extension: string
  readonly mediaType: string
  /** How many bytes a file begins with until its length is known. */
  readonly headerBytes: number
  /** How long the sound of a file is, in milliseconds, by its first `headerBytes`; null for a file that isn't whole. */
  lengthMs(header: Uint8Array): number | null
  encoder(): SoundEncoder
}

/** Encodes the sound of one file; to be finished or discarded. */
export interface SoundEncoder {
  /** What the file begins with for now. */
  readonly header: Uint8Array
  /** Takes more sound (24 kHz mono PCM16); answers the bytes that are ready. */
  add(samples: Int16Array): Uint8Array
  /** The last bytes, and what takes the place of the header. */
  finish(): { readonly rest: Uint8Array; readonly header: Uint8Array }
  discard(): void
}
