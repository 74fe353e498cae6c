/**
 * ITU-T G.711, the codec of telephones: a sample is a sign, three bits of exponent and four of mantissa. Decoding follows
 * the standard's formulas, scaled to 16 bits; encoding takes the code whose value is nearest.
 */
export interface Codec {
  decode(bytes: Uint8Array): Int16Array
  encode(samples: Int16Array): Uint8Array
}

/** µ-law travels inverted. */
function muLaw(code: number): number {
  const bits = ~code & 0xff
  const magnitude = ((2 * mantissa(bits) + 33) << exponent(bits)) - 33
  return 4 * (bits & 0x80 ? -magnitude : magnitude)
}

/** A-law travels with every other bit inverted. */
function aLaw(code: number): number {
  const bits = code ^ 0x55
  const shift = exponent(bits)
  const magnitude = shift === 0 ? 2 * mantissa(bits) + 1 : (2 * mantissa(bits) + 33) << (shift - 1)
  return 8 * (bits & 0x80 ? magnitude : -magnitude)
}

const mantissa = (bits: number): number => bits & 0x0f
const exponent = (bits: number): number => (bits >> 4) & 0x07

function codec(valueOf: (code: number) => number): Codec {
  const values = Int16Array.from({ length: 256 }, (_, code) => valueOf(code))
  const codes = [...values.keys()].sort((left, right) => (values[left] ?? 0) - (values[right] ?? 0))
  const ascending = codes.map((code) => values[code] ?? 0)
  return {
    decode: (bytes) => Int16Array.from(bytes, (code) => values[code] ?? 0),
    encode: (samples) => Uint8Array.from(samples, (sample) => codes[nearest(ascending, sample)] ?? 0),
  }
}

/** The place of the value nearest to `wanted`. */
function nearest(ascending: readonly number[], wanted: number): number {
  let low = 0
  let high = ascending.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) <= wanted) low = middle
    else high = middle
  }
  return wanted - (ascending[low] ?? 0) <= (ascending[high] ?? 0) - wanted ? low : high
}

export const pcmu = codec(muLaw)
export const pcma = codec(aLaw)
