import { demoProfile, profileInUse } from '../../shared/profiles'
import type { Settings, SettingsChange } from '../../shared/settings'
import type { LoadedSettings, SettingsStore } from './ports'

/** The settings in force, and their way to the disk. */
export class SettingsKeeper {
  readonly #store: SettingsStore
  #kept: Settings
  /** The demo was asked for, for this run only: the file keeps the profile that the user has set. */
  #demoOnly: boolean
  /** Writes follow each other, so that the last change is the last one written. */
  #saving: Promise<void> = Promise.resolve()

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
    const saved = this.#saving.then(() => this.#store.save(settings))
    this.#saving = saved.catch(() => undefined) // it is told to whoever saves
    return saved
  }

  /** Resolves when nothing is being written. */
  settled(): Promise<void> {
    return this.#saving
  }
}

/** A field that is there but undefined is no change. */
const withoutHoles = (change: SettingsChange): Partial<Settings> =>
  Object.fromEntries(Object.entries<unknown>(change).filter(([, value]) => value !== undefined))
