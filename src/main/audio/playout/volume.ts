/** Loudness grows with the 0.6th power of the sound pressure (Stevens' power law, as in ISO 532). */
const LOUDNESS_EXPONENT = 0.6

/** The gain at which sound is as loud as `volume` says: 0.5 sounds half as loud as 1, and is 10 dB below it. */
export const gainOf = (volume: number): number => Math.max(0, Math.min(volume, 1)) ** (1 / LOUDNESS_EXPONENT)
