/** SQLite's numbers of one to nine bytes. @returns the number and where it ends; null where the bytes end before it */
export function readVarint(bytes: Buffer, at: number): readonly [value: number, end: number] | null {
  let value = 0n
  for (let index = 0; index < 9; index++) {
    const byte = bytes[at + index]
    if (byte === undefined) return null
    if (index === 8) return [Number(BigInt.asIntN(64, (value << 8n) | BigInt(byte))), at + 9]
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return [Number(value), at + index + 1]
  }
  return null
}
