import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import { erase } from './folders'
import type { SoundEncoder } from './sound-format'

/**
 * The file of a part that is being recorded. It grows beside its place and is moved there when it is whole, so that
 * neither a crash nor a full disk leaves half a recording. All methods throw what the file system throws; after that the
 * file is to be discarded.
 */
export class GrowingFile {
  readonly #encoder: SoundEncoder
  readonly #path: string
  #file: number | null

  /** @param beside where it grows */
  constructor(beside: string, encoder: SoundEncoder) {
    this.#path = beside
    this.#encoder = encoder
    try {
      mkdirSync(path.dirname(beside), { recursive: true, mode: 0o700 })
      this.#file = openSync(beside, 'wx', 0o600)
    } catch (error) {
      encoder.discard()
      throw error
    }
    try {
      this.#write(encoder.header)
    } catch (error) {
      this.discard()
      throw error
    }
  }

  add(samples: Int16Array): void {
    this.#write(this.#encoder.add(samples))
  }

  /** Makes it whole and moves it to its place; one that is there is replaced. */
  finish(place: string): void {
    const { rest, header } = this.#encoder.finish()
    this.#write(rest)
    this.#write(header, 0)
    if (this.#file !== null) fsyncSync(this.#file)
    this.#close()
    renameSync(this.#path, place)
  }

  /** Nothing is left of it. */
  discard(): void {
    this.#encoder.discard()
    this.#close()
    erase(this.#path)
  }

  #write(bytes: Uint8Array, position: number | null = null): void {
    if (this.#file === null) return
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, position === null ? null : position + done)
    }
  }

  #close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }
}
