import { bestMatch } from '../../test/support/correlation'
import { hello } from '../../test/support/sounds'

/**
 * How like the hello what was heard is, by the median of its eighths: 0 to 1. On a busy machine the sound server stutters;
 * each gap tears the eighth that it falls into, and would spoil a comparison of the whole, though all of it was played.
 */
export function likenessToHello(heard: Int16Array): number {
  const said = hello()
  const length = Math.floor(said.length / 8)
  const scores = Array.from({ length: 8 }, (_, index) => {
    const eighth = said.subarray(index * length, (index + 1) * length)
    return bestMatch(eighth, heard).score
  })
  return scores.sort((left, right) => left - right)[3] ?? 0
}
