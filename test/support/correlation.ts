/** Where a reference was found in a recording, and how well it matches there. */
export interface Match {
  /** Normalised cross-correlation: 1 is the same sound at any volume, 0 is unrelated. */
  readonly score: number
  /** Samples of the recording before the reference begins. */
  readonly offsetSamples: number
}

/**
 * Finds the place in a recording where a reference sounds most alike, regardless of volume. Both have the same sample
 * rate. Goes through the frequency domain, so that seconds of sound take a fraction of a second.
 * @param recording At least as long as the reference.
 */
export function bestMatch(reference: Int16Array, recording: Int16Array): Match {
  const last = recording.length - reference.length
  if (reference.length === 0 || last < 0) return { score: 0, offsetSamples: 0 }
  const size = 2 ** Math.ceil(Math.log2(recording.length + reference.length))
  const products = correlate(spectrum(recording, size), spectrum(reference, size))
  const referenceEnergy = energy(reference)
  let windowEnergy = energy(recording.subarray(0, reference.length))
  let best: Match = { score: 0, offsetSamples: 0 }
  for (let offset = 0; offset <= last; offset++) {
    const score = products[offset]! / Math.sqrt(Math.max(1, referenceEnergy * windowEnergy))
    if (score > best.score) best = { score, offsetSamples: offset }
    windowEnergy += (recording[offset + reference.length] ?? 0) ** 2 - recording[offset]! ** 2
  }
  return best
}

/** How much of a reference is found in a recording, in pieces of 100 ms at 24 kHz, wherever they are: 0 to 1. */
export function shareFound(reference: Int16Array, recording: Int16Array): number {
  const length = 2_400
  const count = Math.floor(reference.length / length)
  const pieces = Array.from({ length: count }, (_, piece) => reference.subarray(piece * length, (piece + 1) * length))
  const loud = pieces.filter((piece) => energy(piece) > 0.1 * (energy(reference) / count))
  return loud.filter((piece) => bestMatch(piece, recording).score > 0.9).length / loud.length
}

interface Spectrum {
  readonly re: Float64Array
  readonly im: Float64Array
}

const energy = (samples: Int16Array): number => samples.reduce((sum, sample) => sum + sample * sample, 0)

function spectrum(samples: Int16Array, size: number): Spectrum {
  const re = new Float64Array(size)
  re.set(samples)
  return transform({ re, im: new Float64Array(size) }, -1)
}

/** The products of the recording with the reference, for every offset. */
function correlate(recording: Spectrum, reference: Spectrum): Float64Array {
  const size = recording.re.length
  const re = new Float64Array(size)
  const im = new Float64Array(size)
  for (let k = 0; k < size; k++) {
    const [a, b, c, d] = [recording.re[k]!, recording.im[k]!, reference.re[k]!, -reference.im[k]!]
    re[k] = a * c - b * d
    im[k] = a * d + b * c
  }
  return transform({ re, im }, 1).re.map((value) => value / size)
}

/** The radix-2 Fourier transform in place: forwards for sign -1, backwards (unscaled) for 1. */
function transform({ re, im }: Spectrum, sign: 1 | -1): Spectrum {
  const size = re.length
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) [re[i], re[j], im[i], im[j]] = [re[j]!, re[i]!, im[j]!, im[i]!]
  }
  for (let half = 1; half < size; half *= 2) {
    for (let k = 0; k < half; k++) {
      const angle = (sign * Math.PI * k) / half
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
      for (let even = k; even < size; even += 2 * half) {
        const odd = even + half
        const oddRe = re[odd]! * cos - im[odd]! * sin
        const oddIm = re[odd]! * sin + im[odd]! * cos
        re[odd] = re[even]! - oddRe
        im[odd] = im[even]! - oddIm
        re[even] = re[even]! + oddRe
        im[even] = im[even]! + oddIm
      }
    }
  }
  return { re, im }
}
