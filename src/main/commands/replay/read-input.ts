import { readFile } from 'node:fs/promises'
import { addAbortSignal } from 'node:stream'
import { Failure } from '../../../shared/ipc/result'
import { decodeText } from '../../export/decode-text'
import type { CommandContext } from '../context'

/** Where a recording comes from: a file's path, or `-` for standard input. */
export const STANDARD_INPUT = '-'

/** A source as it is called in messages. */
export const nameOf = (source: string): string => (source === STANDARD_INPUT ? 'standard input' : `“${source}”`)

/**
 * Reads a recording's text: UTF-8, or UTF-16 with a byte order mark, as Windows shells write when they redirect.
 * @throws Failure `replay.missing`, `replay.not_a_file`, `replay.unreadable`, `replay.too_large`
 */
export async function readInput(source: string, { stdin, signal }: Pick<CommandContext, 'stdin' | 'signal'>) {
  try {
    const bytes = source === STANDARD_INPUT ? await readStream(stdin, signal) : await readFile(source, { signal })
    return decodeText(bytes)
  } catch (cause) {
    if (signal.aborted) throw cause
    throw describe(source, cause)
  }
}

async function readStream(stream: CommandContext['stdin'], signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of addAbortSignal(signal, stream)) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer))
  }
  return Buffer.concat(chunks)
}

function describe(source: string, cause: unknown): Failure {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  const name = nameOf(source)
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Failure('replay.missing', { name }, { cause })
    case 'EISDIR':
      return new Failure('replay.not_a_file', { name }, { cause })
    case 'ERR_FS_FILE_TOO_LARGE':
    case 'ERR_STRING_TOO_LONG':
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return new Failure('replay.too_large', { name }, { cause })
    default:
      return new Failure('replay.unreadable', { name }, { cause })
  }
}
