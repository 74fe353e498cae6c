import type { Readable } from 'node:stream'
import type { Log } from '../../shared/log'

/** Of one program's output, this much is logged: sound libraries can print the same line for ever. */
const MAX_CHARACTERS = 32_000

/** Logs what a program prints, its last words before a crash included. */
export function logOutput(stream: Readable | null, log: Log): void {
  let left = MAX_CHARACTERS
  stream?.setEncoding('utf8').on('data', (text: string) => {
    if (left <= 0) return
    log.output(text.slice(0, left))
    left -= text.length
  })
}
