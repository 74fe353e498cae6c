/** Base64 of bytes as they come: pieces are cut where three bytes end, so that joined they are the base64 of the whole. */
export async function* base64Pieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array()
  for await (const piece of bytes) {
    const all = Buffer.concat([rest, piece])
    const end = all.length - (all.length % 3)
    if (end > 0) yield all.toString('base64', 0, end)
    rest = all.subarray(end)
  }
  if (rest.length > 0) yield Buffer.from(rest).toString('base64')
}
