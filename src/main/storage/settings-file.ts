import { mkdir, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Clock } from '../../shared/clock'
import { reasonOf } from '../../shared/errors/reason-of'
import { type AppError, appError, Failure, toAppError } from '../../shared/ipc/result'
import { defaultUserSettings, type Settings, settingsSchema } from '../../shared/settings'
import { salvage } from './salvage'
import type { LoadedSettings } from '../ports/assistant'
import { migrateSettings, SETTINGS_VERSION } from './settings-migrations'
import { logOf } from '../../shared/log'

const log = logOf('settings')

export interface SettingsFileOptions {
  readonly path: string
  readonly clock: Clock
  /** Writes a file whole or not at all. */
  readonly write: (path: string, text: string) => Promise<void>
}

/**
 * Settings as a JSON file. A file that makes no sense is moved aside, never overwritten, and what does make sense in it
 * is used.
 */
export class SettingsFile {
  readonly #options: SettingsFileOptions

  constructor(options: SettingsFileOptions) {
    this.#options = options
  }

  /** Never rejects. */
  async load(): Promise<LoadedSettings> {
    let text: string
    try {
      text = await readFile(this.#options.path, 'utf8')
    } catch (error) {
      return { settings: defaultUserSettings, notice: isMissing(error) ? null : unreadable(error) }
    }
    const found = parse(text)
    switch (found.kind) {
      case 'good':
        return { settings: found.settings, notice: null }
      case 'newer':
        return {
          settings: defaultUserSettings,
          notice: notice('settings.newer', await this.#keepAside('newer')),
        }
      case 'corrupt': {
        const stamp = new Date(this.#options.clock.wallTime()).toISOString().replace(/[:.]/g, '-')
        return {
          settings: found.settings,
          notice: notice('settings.corrupt', await this.#keepAside(`corrupt-${stamp}`)),
        }
      }
    }
  }

  /** @throws Failure `settings.not_saved` */
  async save(settings: Settings): Promise<void> {
    try {
      await mkdir(path.dirname(this.#options.path), { recursive: true, mode: 0o700 })
      await this.#options.write(
        this.#options.path,
        `${JSON.stringify({ version: SETTINGS_VERSION, ...settings }, null, 2)}\n`,
      )
    } catch (cause) {
      throw new Failure('settings.not_saved', { reason: reasonOf(cause) }, { cause })
    }
  }

  /** The name that the file has now; null when it could not be moved. */
  async #keepAside(why: string): Promise<string | null> {
    const aside = `${this.#options.path}.${why}`
    try {
      await rename(this.#options.path, aside)
      return path.basename(aside)
    } catch (thrown) {
      log.warn('The settings that can’t be read could not be moved aside.', thrown)
      return null
    }
  }
}

type Found =
  | { readonly kind: 'good'; readonly settings: Settings }
  | { readonly kind: 'newer' }
  /** With what could be saved of it. */
  | { readonly kind: 'corrupt'; readonly settings: Settings }

function parse(text: string): Found {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'corrupt', settings: defaultUserSettings }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { kind: 'corrupt', settings: defaultUserSettings }
  if ('version' in value && typeof value.version === 'number' && value.version > SETTINGS_VERSION)
    return { kind: 'newer' }
  const fields = migrateSettings(value as Record<string, unknown>)
  const groups = {
    voiceDetection: {},
    transcription: {},
    answers: {},
    audio: {},
    appearance: {},
    talkKey: {},
    privacy: {},
    network: {},
  }
  const whole = settingsSchema.safeParse({ ...groups, ...fields })
  if (whole.success) return { kind: 'good', settings: whole.data }
  // A group that makes no sense is taken out as a whole, and its defaults come in its place.
  const saved = salvage(
    z.preprocess((value) => ({ ...groups, ...(value as object) }), settingsSchema),
    fields,
  )
  return { kind: 'corrupt', settings: saved ?? defaultUserSettings }
}

const notice = (code: 'settings.newer' | 'settings.corrupt', file: string | null): AppError =>
  file === null ? appError(`${code}_not_moved`) : appError(code, { file })

const unreadable = (error: unknown): AppError => appError('settings.unreadable', { because: toAppError(error).message })

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
