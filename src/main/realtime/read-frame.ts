import { isUtf8 } from 'node:buffer'
import { type Parsed, parseFrame } from '../../shared/realtime/parse'
import type { WireEvent } from '../../shared/realtime/wire'

/** Reads a frame of the socket, text or binary: some servers send JSON in binary frames. What is no JSON is malformed. */
export function readFrame(bytes: Buffer): Parsed<WireEvent> {
  if (isUtf8(bytes)) return parseFrame(bytes.toString('utf8'))
  return { kind: 'malformed', reason: 'a binary frame that is no text', raw: `[${bytes.length} bytes]` }
}
