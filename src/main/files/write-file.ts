import { randomUUID } from 'node:crypto'
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../shared/ipc/result'
import { systemErrorCode } from '../../shared/system-error'

/**
 * Writes a text file whole or not at all: it is written beside its place and then moved there, so neither a full disk
 * nor a crash leaves half a file or harms the one that was there. Devices and pipes are written to as they are.
 * @throws Failure `export.not_writable`
 */
export async function writeFileAtomically(target: string, text: string): Promise<void> {
  try {
    await write(target, text)
  } catch (cause) {
    throw notWritable(target, cause)
  }
}

/**
 * As {@link writeFileAtomically}, for what is made while it is written: nothing is asked for faster than it is written,
 * and when its making fails nothing is left.
 * @throws Failure `export.not_writable`, and what the content's making throws
 */
export async function writeStreamAtomically(
  target: string,
  content: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const making = new Making(content)
  try {
    await write(target, making)
  } catch (cause) {
    if (making.fault) throw making.fault.error
    throw notWritable(target, cause)
  }
}

/** Content that remembers whether its making failed, which is no fault of the file's. */
class Making implements AsyncIterable<string | Uint8Array> {
  readonly #content: AsyncIterable<string | Uint8Array>
  fault: { readonly error: unknown } | null = null

  constructor(content: AsyncIterable<string | Uint8Array>) {
    this.#content = content
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string | Uint8Array> {
    try {
      yield* this.#content
    } catch (error) {
      this.fault = { error }
      throw error
    }
  }
}

/**
 * Makes sure that a file can be written later; leaves nothing behind.
 * @throws Failure `export.not_writable`
 */
export async function assertWritable(target: string): Promise<void> {
  try {
    const place = await placeOf(target)
    if (place.kind === 'stream') return
    const beside = nameBeside(place.path)
    await writeFile(beside, '', { flag: 'wx' })
    await rm(beside, { force: true })
  } catch (cause) {
    throw notWritable(target, cause)
  }
}

/** `mode` is that of the file which is there already, if one is. */
type Place =
  | { readonly kind: 'file'; readonly path: string; readonly mode?: number }
  | { readonly kind: 'stream'; readonly path: string }

type Content = string | AsyncIterable<string | Uint8Array>

async function write(target: string, content: Content): Promise<void> {
  const place = await placeOf(target)
  if (place.kind === 'stream') await writeFile(place.path, content)
  else await replaceFile(place, content)
}

/** Where a path really leads: a link stays a link, and what it leads to is replaced. */
async function placeOf(target: string): Promise<Place> {
  const absolute = path.resolve(target)
  const there = await stat(absolute).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return null
    throw error
  })
  if (!there) return { kind: 'file', path: absolute }
  if (there.isDirectory()) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' })
  if (!there.isFile()) return { kind: 'stream', path: absolute }
  return { kind: 'file', path: await realpath(absolute), mode: there.mode & 0o777 }
}

async function replaceFile(place: Extract<Place, { kind: 'file' }>, content: Content): Promise<void> {
  const beside = nameBeside(place.path)
  try {
    const file = await open(beside, 'wx')
    try {
      if (place.mode !== undefined) await file.chmod(place.mode)
      await writeFile(file, content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, place.path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** In the same folder, since only there a move is one step; independent of the name, which may be as long as names get. */
const nameBeside = (target: string): string => path.join(path.dirname(target), `.parley-${randomUUID()}.tmp`)

/** Something could not be written. */
export const notWritable = (path: string, cause: unknown): Failure =>
  new Failure('export.not_writable', { path, reason: systemErrorCode(cause) }, { cause })
