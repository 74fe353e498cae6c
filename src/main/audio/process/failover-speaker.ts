import type { Cancel, Clock } from '../../../shared/clock'
import { within } from '../../../shared/within'
import type { AudioPart, PlayedAudio, Speaker, SpeakerListener } from '../../ports/session'
import type { PartPosition } from './messages'
import { PlayoutLedger } from './playout-ledger'
import { logOf } from '../../../shared/log'

const log = logOf('sound')

/** Where sound is played at the moment; it may be lost at any time. */
export type SpeakerOutput = Pick<Speaker, 'enqueue' | 'finish' | 'interrupt'>

export interface FailoverSpeakerParts {
  readonly clock: Clock
  /** Sees to it that there is an output, or none any more; resolves when there is, or when it is known to be missing. */
  readonly want: (listener: SpeakerListener | null) => Promise<void>
  /** Makes a speaker that plays nothing, in its own time. */
  readonly createSilent: (onPosition: (position: PartPosition) => void) => Speaker
}

/** How long an output may take to say what was heard; then what it said before has to do. */
const ANSWER_MS = 250
/** How long a sentence waits for another device when its own is gone; then it goes by unheard. */
const PATIENCE_MS = 3000

/**
 * A speaker whose outputs come and go: what was not heard on one is played by the next, from where it was. Where there
 * is none for long, sound goes by unheard, so that answers come to their end.
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
    // One that has taken its place meanwhile was given all that was interrupted.
    if (this.#output !== output)
      this.#output?.interrupt().catch((thrown: unknown) => log.warn('A speaker could not be silenced.', thrown))
    // What was heard to its end meanwhile is not in the ledger any more.
    const left = this.#ledger.parts().filter((part) => interrupted.some((one) => isSame(one, part)))
    const parts = left.map((part) => {
      const told = answer?.find((one) => isSame(one, part))
      return (told && this.#ledger.whole(told)) ?? part
    })
    for (const part of parts) this.#ledger.remove(part)
    return parts
  }

  // --- what becomes of outputs -----------------------------------------------------------------------------------

  /** There is an output: what was not heard goes on there. */
  use(output: SpeakerOutput): void {
    this.#wasThere = true
    this.#cancelPatience()
    void this.#endSilence()
    this.#goOn(output)
  }

  /** The output is gone; another may follow at once. Silence can't be lost. */
  lose(): void {
    if (this.#output !== this.#silent) this.#output = null
  }

  /**
   * There is no output: at once where there never was one, or else after a while, sound goes by unheard. A device that was
   * closed may still turn out to be missing: then nobody misses it, and silence would never end.
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

  /** Has an output fall silent; null when it does not say in time what was heard. */
  async #ask(output: SpeakerOutput): Promise<readonly PlayedAudio[] | null> {
    const answer = output.interrupt()
    const isInTime = await within(ANSWER_MS, answer, this.#parts.clock)
    // An output that is gone can't tell; what it reported before has to do.
    return isInTime ? answer.catch(() => null) : null
  }
}

const isSame = (one: AudioPart, other: AudioPart): boolean =>
  one.itemId === other.itemId && one.contentIndex === other.contentIndex
