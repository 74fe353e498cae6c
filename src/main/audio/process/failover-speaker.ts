import type { Cancel, Clock } from '../../../shared/clock'
import { within } from '../../../shared/within'
import type { AudioPart, PlayedAudio, Speaker, SpeakerListener } from '../../ports/session'
import type { PartPosition } from './messages'
import { PlayoutLedger } from './playout-ledger'
import { logOf } from '../../../shared/log'

const log = logOf('sound')

/** The current output; it may be lost at any time. */
export type SpeakerOutput = Pick<Speaker, 'enqueue' | 'finish' | 'interrupt'>

export interface FailoverSpeakerParts {
  readonly clock: Clock
  /** Requests an output, or none. Resolves when there is one, or when it is known to be missing. */
  readonly want: (listener: SpeakerListener | null) => Promise<void>
  /** Creates a speaker that plays silence in real time. */
  readonly createSilent: (onPosition: (position: PartPosition) => void) => Speaker
}

/** Time limit for an output to report what was heard. After it, the last report counts. */
const ANSWER_MS = 250
/** How long a sentence waits for another device. After it, the sentence plays unheard. */
const PATIENCE_MS = 3000

/**
 * A speaker whose outputs may be lost and replaced. The next output plays what was not heard, from the same sample. Without
 * an output for long, sound plays unheard, so that answers end.
 */
export class FailoverSpeaker implements Speaker {
  readonly #parts: FailoverSpeakerParts
  readonly #ledger = new PlayoutLedger()
  #listener: SpeakerListener | null = null
  #output: SpeakerOutput | null = null
  #silent: Speaker | null = null
  #wasThere = false
  #interrupting: Promise<unknown> = Promise.resolve()
  #cancelPatience: Cancel = () => undefined

  constructor(parts: FailoverSpeakerParts) {
    this.#parts = parts
  }

  async open(listener: SpeakerListener): Promise<void> {
    this.#listener = listener
    this.#wasThere = false
    await this.#parts.want(listener)
  }

  enqueue(part: AudioPart, samples: Int16Array): void {
    this.#ledger.enqueue(part, samples)
    this.#output?.enqueue(part, samples)
  }

  finish(part: AudioPart): void {
    this.#ledger.finish(part)
    this.#output?.finish(part)
  }

  interrupt(): Promise<readonly PlayedAudio[]> {
    const interrupting = this.#interrupt()
    this.#interrupting = interrupting
    return interrupting
  }

  async close(): Promise<void> {
    await this.#interrupting // what was heard is asked for
    this.#listener = null
    this.#ledger.clear()
    this.#output = null
    this.#cancelPatience()
    await Promise.all([this.#parts.want(null), this.#endSilence()])
  }

  async #interrupt(): Promise<readonly PlayedAudio[]> {
    const interrupted = this.#ledger.parts()
    const output = this.#output
    const answer = output && (await this.#ask(output))
    // An output that replaced it meanwhile got everything that was interrupted.
    if (this.#output !== output)
      this.#output?.interrupt().catch((thrown: unknown) => log.warn('A speaker could not be silenced.', thrown))
    // The ledger no longer has what was heard completely meanwhile.
    const left = this.#ledger.parts().filter((part) => interrupted.some((one) => isSame(one, part)))
    const parts = left.map((part) => {
      const told = answer?.find((one) => isSame(one, part))
      return (told && this.#ledger.whole(told)) ?? part
    })
    for (const part of parts) this.#ledger.remove(part)
    return parts
  }

  // --- outputs -----------------------------------------------------------------------------------

  /** Continues on a new output with what was not heard. */
  use(output: SpeakerOutput): void {
    this.#wasThere = true
    this.#cancelPatience()
    void this.#endSilence()
    this.#goOn(output)
  }

  /** Drops the lost output; another may follow at once. The silent one can't be lost. */
  lose(): void {
    if (this.#output !== this.#silent) this.#output = null
  }

  /**
   * Plays sound unheard, as there is no output: at once if there never was one, or after a while. Ignores a device that
   * turns out to be missing after close(): the silence would never end.
   */
  miss(): void {
    if (this.#silent || !this.#listener) return
    this.lose()
    this.#cancelPatience()
    this.#cancelPatience = this.#parts.clock.schedule(this.#wasThere ? PATIENCE_MS : 0, () => void this.#beSilent())
  }

  progressed(played: PlayedAudio): void {
    const whole = this.#ledger.whole(played)
    if (whole) this.#listener?.onProgress(whole)
  }

  heard(played: PlayedAudio): void {
    const whole = this.#ledger.whole(played)
    this.#ledger.remove(played)
    if (whole) this.#listener?.onHeard(whole)
  }

  moved(position: PartPosition): void {
    this.#ledger.moved(position)
  }

  async #beSilent(): Promise<void> {
    const isCurrent = (): boolean => this.#silent === silent
    const silent = this.#parts.createSilent((position) => {
      if (isCurrent()) this.moved(position)
    })
    this.#silent = silent
    await silent.open({
      onProgress: (played) => {
        if (isCurrent()) this.progressed(played)
      },
      onHeard: (played) => {
        if (isCurrent()) this.heard(played)
      },
      onFailure: () => undefined, // silence can't fail
    })
    if (isCurrent()) this.#goOn(silent)
  }

  async #endSilence(): Promise<void> {
    const silent = this.#silent
    this.#silent = null
    await silent?.close()
  }

  #goOn(output: SpeakerOutput): void {
    this.#output = output
    for (const { part, samples, complete } of this.#ledger.rest()) {
      output.enqueue(part, samples)
      if (complete) output.finish(part)
    }
  }

  /** Interrupts an output; null if it does not report in time what was heard. */
  async #ask(output: SpeakerOutput): Promise<readonly PlayedAudio[] | null> {
    const answer = output.interrupt()
    const isInTime = await within(ANSWER_MS, answer, this.#parts.clock)
    // An output that is gone can't tell; what it reported before has to do.
    return isInTime ? answer.catch(() => null) : null
  }
}

const isSame = (one: AudioPart, other: AudioPart): boolean =>
  one.itemId === other.itemId && one.contentIndex === other.contentIndex
