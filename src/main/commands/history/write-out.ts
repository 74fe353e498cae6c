import type { CommandContext } from '../context'

type Pieces = Iterable<string> | AsyncIterable<string | Uint8Array>

/**
 * Writes to standard output as fast as that is read. Ends early, without an error, when nobody reads any more or the
 * user has interrupted.
 */
export async function writeOut(pieces: Pieces, { stdout, signal }: Pick<CommandContext, 'stdout' | 'signal'>) {
  for await (const piece of pieces) {
    if (signal.aborted || !stdout.writable) return
    if (!stdout.write(piece)) await ready(stdout, signal)
  }
}

const ready = (stdout: CommandContext['stdout'], signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const events = ['drain', 'close', 'error'] as const
    const done = (): void => {
      for (const event of events) stdout.off(event, done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    for (const event of events) stdout.on(event, done)
    signal.addEventListener('abort', done)
  })
