import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { reasonOf } from '../../shared/errors/reason-of'
import { InOrder } from '../../shared/in-order'
import { Failure } from '../../shared/ipc/result'

/** Keys by the identifier of their profile. */
const keysSchema = z.record(z.string(), z.string())
type Keys = Readonly<Record<string, string>>

/** For its owner to read and write, and for nobody else. */
const OWNER_ONLY_MODE = 0o600

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
  /** In order, so that no change overwrites another. */
  readonly #changes = new InOrder()

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
      return {} // no file yet, or one that holds no keys
    }
  }

  #change(change: (keys: Keys) => Keys): Promise<void> {
    return this.#changes.run(async () => this.#replace(change(await this.#keys())))
  }

  async #replace(keys: Keys): Promise<void> {
    const file = this.#options.path
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      await (await open(file, 'a', OWNER_ONLY_MODE)).close()
      await chmod(file, OWNER_ONLY_MODE)
      await this.#options.write(file, `${JSON.stringify(keys, null, 2)}\n`)
    } catch (cause) {
      throw new Failure('keys.not_saved', { reason: reasonOf(cause) }, { cause })
    }
  }
}
