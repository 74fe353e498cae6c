import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { RecordingKey, RecordingsPort } from '../../shared/history/recording'
import { byteRange } from './byte-range'
import { logOf } from '../../shared/log'

const log = logOf('page')

/** An answer to who asks for a recording. */
export interface RecordingAnswer {
  readonly status: 200 | 206 | 404 | 416
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readable | null
}

const notFound: RecordingAnswer = { status: 404, headers: {}, body: null }

/**
 * Answers a player's request for a recording.
 * @param base the path under which recordings are found, with a slash on both sides
 * @param urlPath as it was sent, percent-encoded
 * @param range the request's `Range` header
 */
export async function answerRecording(
  read: RecordingsPort['read'],
  base: string,
  urlPath: string,
  range: string | null,
): Promise<RecordingAnswer> {
  const key = urlPath.startsWith(base) ? recordingKey(urlPath.slice(base.length)) : null
  const found = key && (await read(key).catch(unreadable))
  const size = found && (await stat(found.path).catch(unreadable))?.size
  if (!found || size === undefined || size === null) return notFound
  const headers = { 'content-type': found.mediaType, 'accept-ranges': 'bytes', 'cache-control': 'no-store' }
  const part = byteRange(range, size)
  if (part === 'unsatisfiable')
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` }, body: null }
  if (!part)
    return { status: 200, headers: { ...headers, 'content-length': String(size) }, body: createReadStream(found.path) }
  const { start, end } = part
  return {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${size}`,
    },
    body: createReadStream(found.path, { start, end }),
  }
}

function unreadable(thrown: unknown): null {
  log.warn('A recording can’t be read.', thrown)
  return null
}

function recordingKey(path: string): RecordingKey | null {
  const [conversationId, itemId, index, ...rest] = path.split('/').map(decode)
  if (!conversationId || !itemId || index == null || !/^\d{1,6}$/.test(index) || rest.length > 0) return null
  return { conversationId, itemId, contentIndex: Number(index) }
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null // bad percent-encoding
  }
}
