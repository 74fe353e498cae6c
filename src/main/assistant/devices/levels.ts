import type { Cancel, Clock } from '../../../shared/clock'
import type { Levels } from '../../../shared/ipc/contract'
import type { SoundMeter } from '../../ports/assistant'

/** Twenty times a second: smooth to the eye, and little enough for every window. */
const INTERVAL_MS = 50

/** What counts as silence, in decibels below full scale. */
const FLOOR_DB = -60

/**
 * How loud the microphone and the speaker are: the loudest of each interval, so that no peak is missed. Once nothing
 * more is heard or played, silence is told once, and then nothing.
 */
export class LevelMeter implements SoundMeter {
  readonly #clock: Clock
  readonly #tell: (levels: Levels) => void
  #microphone = 0
  #speaker = 0
  #fresh = false
  #cancel: Cancel | null = null

  constructor(clock: Clock, tell: (levels: Levels) => void) {
    this.#clock = clock
    this.#tell = tell
  }

  heard(samples: Int16Array): void {
    this.#microphone = Math.max(this.#microphone, loudness(samples))
    this.#note()
  }

  played(samples: Int16Array): void {
    this.#speaker = Math.max(this.#speaker, loudness(samples))
    this.#note()
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #note(): void {
    this.#fresh = true
    this.#cancel ??= this.#clock.schedule(INTERVAL_MS, () => this.#report())
  }

  #report(): void {
    this.#tell({ microphone: this.#microphone, speaker: this.#speaker })
    this.#microphone = 0
    this.#speaker = 0
    this.#cancel = this.#fresh ? this.#clock.schedule(INTERVAL_MS, () => this.#report()) : null
    this.#fresh = false
  }
}

/** The loudness of PCM16, 0 (silence) to 1 (full scale), in even steps for the ear: by decibels. */
export function loudness(samples: Int16Array): number {
  if (samples.length === 0) return 0
  let power = 0
  for (const sample of samples) power += sample * sample
  const db = 10 * Math.log10(power / samples.length / 32_768 ** 2)
  return Math.min(1, Math.max(0, 1 - db / FLOOR_DB))
}
