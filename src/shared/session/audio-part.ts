/** One stretch of an answer's audio: the protocol names it by item and content index. */
export interface AudioPart {
  readonly itemId: string
  readonly contentIndex: number
}

/** How much of a part was received, and how much of it has really left the speaker, in samples at 24 kHz. */
export interface PlayedAudio extends AudioPart {
  readonly playedSamples: number
  readonly receivedSamples: number
  /** Whether all that the server will send of this part has been received. */
  readonly complete: boolean
}
