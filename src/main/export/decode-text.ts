/**
 * Text as files hold it: UTF-8, or UTF-16 with a byte order mark, as Windows shells write when they redirect.
 * @param isStrict whether bytes that are no text are refused; else they become replacement characters
 * @throws TypeError for what is no text
 */
export function decodeText(bytes: Uint8Array, isStrict = false): string {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex')
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: isStrict }).decode(bytes)
}
