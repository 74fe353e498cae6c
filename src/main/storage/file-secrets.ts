import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { Failure, toAppError } from '../../shared/ipc/result'
import { systemErrorCode } from '../../shared/system-error'

/** Keys by the identifier of their profile. */
const keysSchema = z.record(z.string(), z.string())
type Keys = Readonly<Record<string, string>>

/** For its owner to read and write, and for nobody else. */
const ownerOnly = 0o600

export interface FileSecretsOptions {
  readonly path: string
  /** Writes a file whole or not at all, with the permissions of the one that was there. */
  readonly write: (path: string, text: string) => Promise<void>
}

/**
 * Keys in a file that only its owner may read, where there is no key ring. Whoever can read the owner's files, as every
 * program that they start can, can read the keys; `protection` says so, and so do the settings.
 */
export class FileSecrets {
  readonly protection = 'file'
  readonly #options: FileSecretsOptions
  /** One change after the other, so that none is lost to another. */
  #last: Promise<void> = Promise.resolve()

  constructor(options: FileSecretsOptions) {
    this.#options = options
  }

  async has(profile: string): Promise<boolean> {
    return (await this.read(profile)) !== undefined
  }

  /** Undefined also where the file can't be read: then there is no key that could be used. */
  async read(profile: string): Promise<string | undefined> {
    const keys = await this.#keys()
    return Object.hasOwn(keys, profile) ? keys[profile] : undefined
  }

  /** @throws Failure `keys.not_saved` */
  write(profile: string, key: string): Promise<void> {
    return this.#change((keys) => ({ ...keys, [profile]: key }))
  }

  /** @throws Failure `keys.not_saved` */
  remove(profile: string): Promise<void> {
    return this.#change(({ [profile]: _removed, ...others }) => others)
  }

  async #keys(): Promise<Keys> {
    try {
      return keysSchema.parse(JSON.parse(await readFile(this.#options.path, 'utf8')))
    } catch {
      return {}
    }
  }

  #change(change: (keys: Keys) => Keys): Promise<void> {
    const done = this.#last.then(async () => this.#replace(change(await this.#keys())))
    this.#last = done.catch(() => undefined) // it is told to whoever changes
    return done
  }

  async #replace(keys: Keys): Promise<void> {
    const file = this.#options.path
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      await (await open(file, 'a', ownerOnly)).close()
      await chmod(file, ownerOnly)
      await this.#options.write(file, `${JSON.stringify(keys, null, 2)}\n`)
    } catch (cause) {
      const { message, hint, values = { reason: systemErrorCode(cause) } } = toAppError(cause)
      throw new Failure('keys.not_saved', `The key could not be kept: ${message}`, hint, { cause, values })
    }
  }
}
