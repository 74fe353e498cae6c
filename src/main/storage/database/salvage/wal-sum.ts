/** The checksum of write-ahead logs: two words of 32 bits. */
export type Sum = readonly [number, number]

/** Goes on from a sum over bytes whose number is a multiple of 8. */
export function addUp(bytes: Buffer, start: number, length: number, littleEndian: boolean, from: Sum): Sum {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length)
  let [first, second] = from
  for (let at = 0; at < length; at += 8) {
    first = (first + view.getUint32(at, littleEndian) + second) >>> 0
    second = (second + view.getUint32(at + 4, littleEndian) + first) >>> 0
  }
  return [first, second]
}

export const sumAt = (bytes: Buffer, at: number): Sum => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]

export const sameSum = (left: Sum, right: Sum): boolean => left[0] === right[0] && left[1] === right[1]
