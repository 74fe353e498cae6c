import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Clock } from '../../../shared/clock'
import type { Recording, RecordingKey, RecordingsNews } from '../../../shared/history/recording'
import { partName, safeName } from './file-names'
import { erase, eraseFolder } from './folders'
import { GrowingFile } from './growing-file'
import { recordingsIn, retainFiles } from './kept-files'
import { eraseLeftovers, growingName } from './leftovers'
import { notRecorded } from './recording-failure'
import type { SoundFormat } from './sound-format'
import { logOf } from '../../../shared/log'

const log = logOf('recordings')

export interface RecordingFilesOptions {
  /** Made when the first recording is. */
  readonly folder: string
  readonly format: SoundFormat
  readonly clock: Clock
  readonly onNews: (news: RecordingsNews) => void
}

/** A part that is being recorded; `lost` when its sound so far could not be kept, so that none of it is. */
type Growing = { readonly key: RecordingKey; readonly file: GrowingFile | 'lost' }

/**
 * Recordings as files, `<folder>/<conversation>/<item>-<part>.flac`. Everything is done at once and in the caller's
 * thread, which is not the main one. What can't be recorded is told once, and again after it worked again.
 */
export class RecordingFiles {
  readonly #options: RecordingFilesOptions
  readonly #growing = new Map<string, Growing>()
  #files = 0
  #troubled = false

  /** Erases what an earlier run left unfinished. */
  constructor(options: RecordingFilesOptions) {
    this.#options = options
    eraseLeftovers(options.folder, options.clock.wallTime())
  }

  add(key: RecordingKey, samples: Int16Array): void {
    if (samples.length === 0) return
    this.#attempt(key, () => {
      const growing = this.#growing.get(nameOf(key)) ?? this.#begin(key)
      if (growing.file !== 'lost') growing.file.add(samples)
    })
  }

  finish(key: RecordingKey): void {
    const growing = this.#growing.get(nameOf(key))
    const place = this.#placeOf(key)
    if (growing && growing.file !== 'lost' && place !== null) {
      const { file } = growing
      const done = this.#attempt(key, () => file.finish(place))
      if (done) this.#options.onNews({ kind: 'recorded', conversationId: key.conversationId })
      if (done) this.#troubled = false
    }
    this.#growing.delete(nameOf(key))
  }

  rename(from: RecordingKey, to: RecordingKey): void {
    const growing = this.#growing.get(nameOf(from))
    if (!growing) return
    this.#growing.delete(nameOf(from))
    this.#growing.set(nameOf(to), { ...growing, key: to })
  }

  discard(key: RecordingKey): void {
    this.#lose(key)
    this.#growing.delete(nameOf(key))
  }

  list(conversationId: string): readonly Recording[] {
    const folder = this.#folderOf(conversationId)
    return folder === null ? [] : recordingsIn(folder, this.#options.format)
  }

  read(key: RecordingKey): { readonly path: string; readonly mediaType: string } | null {
    const place = this.#placeOf(key)
    return place !== null && existsSync(place) ? { path: place, mediaType: this.#options.format.mediaType } : null
  }

  remove(conversationIds: readonly string[]): void {
    const removed = new Set(conversationIds)
    this.#loseAll((key) => removed.has(key.conversationId))
    for (const id of conversationIds) {
      const folder = this.#folderOf(id)
      if (folder !== null) eraseFolder(folder)
    }
  }

  removeItem(conversationId: string, itemId: string): void {
    this.#loseAll((key) => key.conversationId === conversationId && key.itemId === itemId)
    for (const { contentIndex } of this.list(conversationId).filter((recording) => recording.itemId === itemId)) {
      const place = this.#placeOf({ conversationId, itemId, contentIndex })
      if (place !== null) erase(place)
    }
  }

  forgetEverything(): void {
    this.#loseAll(() => true)
    eraseFolder(this.#options.folder)
  }

  retain(limits: { readonly recordedBefore: number | null; readonly bytes: number | null }): void {
    retainFiles(this.#options.folder, limits, this.#options.format.extension)
  }

  /** Makes files of what is being recorded. */
  close(): void {
    for (const { key } of [...this.#growing.values()]) this.finish(key)
  }

  #begin(key: RecordingKey): Growing {
    const place = this.#placeOf(key)
    const growing: Growing = { key, file: place === null ? 'lost' : this.#newFile(path.dirname(place)) }
    this.#growing.set(nameOf(key), growing)
    return growing
  }

  #newFile(folder: string): GrowingFile {
    const beside = path.join(folder, growingName(process.pid, ++this.#files))
    return new GrowingFile(beside, this.#options.format.encoder())
  }

  /** Does something for a part that is being recorded; when it fails, the part is lost, and that is told. */
  #attempt(key: RecordingKey, step: () => void): boolean {
    try {
      step()
      return true
    } catch (error) {
      this.#lose(key)
      this.#growing.set(nameOf(key), { key, file: 'lost' })
      if (!this.#troubled) this.#options.onNews({ kind: 'trouble', error: notRecorded(error).error })
      this.#troubled = true
      return false
    }
  }

  #loseAll(matches: (key: RecordingKey) => boolean): void {
    for (const { key } of [...this.#growing.values()]) if (matches(key)) this.#lose(key)
  }

  /** What there is of a part goes; none of what comes is kept. */
  #lose(key: RecordingKey): void {
    const growing = this.#growing.get(nameOf(key))
    if (!growing || growing.file === 'lost') return
    this.#growing.set(nameOf(key), { key, file: 'lost' })
    try {
      growing.file.discard()
    } catch (thrown) {
      log.warn('A recording can’t be discarded; the next start erases it.', thrown)
    }
  }

  #folderOf(conversationId: string): string | null {
    const name = safeName(conversationId)
    return name === null ? null : path.join(this.#options.folder, name)
  }

  #placeOf({ conversationId, itemId, contentIndex }: RecordingKey): string | null {
    const folder = this.#folderOf(conversationId)
    const name = partName(itemId, contentIndex)
    return folder === null || name === null ? null : path.join(folder, `${name}.${this.#options.format.extension}`)
  }
}

const nameOf = ({ conversationId, itemId, contentIndex }: RecordingKey): string =>
  JSON.stringify([conversationId, itemId, contentIndex])
