import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Cancel, Clock } from '../../shared/clock'
import type { ExportOutcome } from '../../shared/ipc/contract'
import type { FileToSave } from '../ports/assistant'
import { logOf } from '../../shared/log'

const log = logOf('web-host')

/** How long a file waits to be fetched, in milliseconds. */
const WAIT_MS = 60_000
const PATH = '/download/'

/** Files that a page was told to download: each under an address that nobody guesses, once, and only for a minute. */
export class Downloads {
  readonly #clock: Clock
  readonly #offered = new Map<string, { readonly file: FileToSave; readonly cancel: Cancel }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Offers a file; nothing of it is made before it is fetched. */
  offer(file: FileToSave): ExportOutcome {
    const path = PATH + randomBytes(24).toString('base64url')
    const cancel = this.#clock.schedule(WAIT_MS, () => this.#offered.delete(path))
    this.#offered.set(path, { file, cancel })
    return { kind: 'download', name: file.suggestedName, url: path }
  }

  /** The file that is offered under a URL's path, which is offered no more. */
  take(path: string): FileToSave | null {
    const offered = this.#offered.get(path)
    this.#offered.delete(path)
    offered?.cancel()
    return offered?.file ?? null
  }
}

/** Sends a file as it is made. When that fails, the connection breaks off, so that no browser takes half a file for whole. */
export async function sendFile(file: FileToSave, response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.suggestedName)}`,
    'cache-control': 'no-store',
  })
  await pipeline(Readable.from(file.content), response).catch((thrown: unknown) => {
    log.warn('A download broke off.', thrown)
    response.destroy()
  })
}
