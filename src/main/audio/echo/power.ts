/** The power of samples; 1 is that of a full-scale square wave. */
export function meanSquare(samples: Float64Array): number {
  let sum = 0
  for (let index = 0; index < samples.length; index++) sum += (samples[index] ?? 0) ** 2
  return sum / samples.length
}

/** Follows a value: of the past, `memory` is kept. */
export const smooth = (past: number, present: number, memory: number): number => memory * past + (1 - memory) * present

/** A ratio of powers in decibels. */
export const toDecibels = (ratio: number): number => 10 * Math.log10(ratio)
