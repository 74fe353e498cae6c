import { InOrder } from '../../shared/in-order'
import { demoProfile, profileInUse } from '../../shared/profiles'
import type { Settings, SettingsChange } from '../../shared/settings'
import type { LoadedSettings, SettingsStore } from '../ports/assistant'

/** The settings in force, and their way to the disk. */
export class SettingsKeeper {
  readonly #store: SettingsStore
  #kept: Settings
  /** The demo was asked for, for this run only: the file keeps the profile that the user has set. */
  #demoOnly: boolean
  /** In order, so that the last change is the last one written. */
  readonly #writes = new InOrder()

  constructor(store: SettingsStore, { settings }: LoadedSettings, demoOnly: boolean) {
    this.#store = store
    this.#kept = settings
    this.#demoOnly = demoOnly
  }

  get current(): Settings {
    return this.#demoOnly ? { ...this.#kept, profile: demoProfile.id } : this.#kept
  }

  /** Puts a change into force at once; it holds for this run even if it can't be kept. */
  change(change: SettingsChange): void {
    if (change.profile !== undefined) this.#demoOnly = false
    const changed = { ...this.#kept, ...withoutHoles(change) }
    this.#kept = { ...changed, profile: profileInUse(changed).id }
  }

  /**
   * Keeps the settings as they are now.
   * @throws Failure `settings.not_saved`
   */
  save(): Promise<void> {
    const settings = this.#kept
    return this.#writes.run(() => this.#store.save(settings))
  }

  /** Resolves when nothing is being written. */
  settled(): Promise<void> {
    return this.#writes.settled()
  }
}

/** A field that is there but undefined is no change. */
const withoutHoles = (change: SettingsChange): Partial<Settings> =>
  Object.fromEntries(Object.entries<unknown>(change).filter(([, value]) => value !== undefined))
