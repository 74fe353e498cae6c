import type { AudioPart, PlayedAudio } from '../../ports/session'

/** A part on its way from the server to the listener's ear. All counts are samples at 24 kHz. */
export interface QueuedPart extends AudioPart {
  receivedSamples: number
  /** Given to the device; nothing can call it back. */
  handedOverSamples: number
  /** Has left the speaker, as far as the device can tell. */
  heardSamples: number
  /** Whether all that the server will send has been received. */
  complete: boolean
}

/** What the session is told of a part. */
export const playedOf = (
  { itemId, contentIndex, receivedSamples, complete }: QueuedPart,
  playedSamples: number,
): PlayedAudio => ({ itemId, contentIndex, playedSamples, receivedSamples, complete })
