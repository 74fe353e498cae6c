import { msToSamples } from '../../../shared/audio-format'
import { serverTakesTurns } from '../../../shared/realtime/session-config'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import { InputSound, movedUp } from './input-sound'
import type { TapeRecorder } from './recorder'
import { TurnTake } from './turn-take'

/** How far back a server that takes turns may hear one begin: what was before is forgotten. */
const LOOK_BACK_SAMPLES = msToSamples(30_000)
/** How much of a turn stays in memory, since the server may still say that it ended, or the network may lose it. */
const HELD_BACK_SAMPLES = msToSamples(12_000)
/** What is handed on of a turn that is longer, at a time. */
const HANDED_ON_SAMPLES = msToSamples(1_000)
/** Where a server does not say when speech began: so long before it said that it had. */
const ASSUMED_LEAD_SAMPLES = msToSamples(1_000)
/** How many turns may wait for the server's word. */
const MAX_WAITING_TURNS = 8

/**
 * Says which of the samples that went to the server are which turn of the user's: in push-to-talk everything since the
 * last commit or clear, otherwise the span in which the server heard speech.
 */
export class TurnSegmenter {
  readonly #recorder: TapeRecorder
  readonly #sound = new InputSound()
  #mode: TurnMode = 'text'
  /** Where what was neither committed nor cleared begins. */
  #cut = 0
  /** What is being said in push-to-talk. */
  #own: TurnTake | null = null
  /** Turns that we have committed and the server has not confirmed, oldest first. */
  #committed: TurnTake[] = []
  /** Turns that the server has heard begin, by the item that it promised for them; oldest first. */
  readonly #heard = new Map<string, TurnTake>()
  /** Turns that were confirmed without a name, oldest first. */
  #unnamed: TurnTake[] = []
  #takes = 0

  constructor(recorder: TapeRecorder) {
    this.#recorder = recorder
  }

  takesTurns(mode: TurnMode): void {
    if (mode === this.#mode) return
    this.#mode = mode
    this.#own?.discard()
    this.#own = mode === 'ptt' ? this.#newTake(this.#cut) : null
  }

  sent(samples: Int16Array): void {
    if (this.#recorder.on) this.#sound.append(samples)
    else this.#sound.skip(samples.length)
    this.#tidy()
  }

  /** @param behindMs how much was sent after what was dropped */
  dropped(ms: number, behindMs: number): void {
    const until = Math.max(0, this.#sound.end - msToSamples(behindMs))
    const from = Math.max(0, until - msToSamples(ms))
    this.#sound.remove(from, until)
    this.#cut = movedUp(this.#cut, from, until - from)
    for (const take of this.#all()) take.moveUp(from, until - from)
  }

  /** Everything since the last commit or clear is a turn. */
  commit(): void {
    const own = this.#own ?? this.#newTake(this.#cut)
    own.endAt(this.#sound.end)
    this.#committed = this.#bounded([...this.#committed, own])
    this.#beginAnew()
  }

  /** Everything since the last commit or clear is nothing. */
  clear(): void {
    this.#own?.discard()
    for (const [itemId, take] of this.#heard) {
      if (take.end !== null) continue
      take.discard()
      this.#heard.delete(itemId)
    }
    this.#beginAnew()
  }

  /** The server refused what was committed first. */
  refused(): void {
    this.#committed.shift()?.discard()
  }

  speechStarted(itemId: string, startMs: number | undefined): void {
    if (this.#heard.has(itemId)) return
    const start = startMs === undefined ? this.#sound.end - ASSUMED_LEAD_SAMPLES : msToSamples(startMs)
    this.#heard.set(itemId, this.#newTake(Math.max(0, Math.min(start, this.#sound.end))))
    this.#bounded([...this.#heard.values()])
  }

  speechStopped(itemId: string, endMs: number | undefined): void {
    const end = endMs === undefined ? this.#sound.end : msToSamples(endMs)
    this.#heard.get(itemId)?.endAt(Math.min(end, this.#sound.end))
  }

  /** The server has made a message of a turn. */
  confirmed(itemId: string): void {
    const take = this.#takeConfirmed(itemId)
    if (!take) return
    take.endAt(this.#sound.end)
    this.#cut = Math.max(this.#cut, take.end ?? 0)
    if (itemId !== '') take.keep(this.#sound, itemId)
    else this.#unnamed = this.#bounded([...this.#unnamed, take])
  }

  /** The name of a turn that was confirmed without one has become known. */
  named(itemId: string): void {
    this.#unnamed.shift()?.keep(this.#sound, itemId)
  }

  /** The session is over: what was not confirmed never will be, and the next one counts anew. */
  close(): void {
    for (const take of this.#all()) take.discard()
    this.#own = null
    this.#committed = []
    this.#unnamed = []
    this.#heard.clear()
    this.#sound.clear()
    this.#cut = 0
    this.#mode = 'text'
  }

  #takeConfirmed(itemId: string): TurnTake | undefined {
    const [oldest] = this.#heard.keys()
    const name = this.#heard.has(itemId) ? itemId : itemId === '' ? oldest : ''
    const heard = name === undefined ? undefined : this.#heard.get(name)
    if (name === undefined || !heard) return this.#committed.shift()
    this.#heard.delete(name)
    return heard
  }

  #beginAnew(): void {
    this.#cut = this.#sound.end
    this.#own = this.#mode === 'ptt' ? this.#newTake(this.#cut) : null
  }

  #newTake(start: number): TurnTake {
    return new TurnTake(start, { itemId: `~turn-${++this.#takes}`, contentIndex: 0 }, this.#recorder)
  }

  #all(): readonly TurnTake[] {
    return [...(this.#own ? [this.#own] : []), ...this.#committed, ...this.#heard.values(), ...this.#unnamed]
  }

  /** Hands on and forgets what needs no memory. */
  #tidy(): void {
    const { end } = this.#sound
    if (!this.#recorder.on) {
      for (const take of this.#all()) take.discard()
      this.#sound.forgetBefore(end)
      return
    }
    for (const take of this.#all()) {
      if (end - take.needs > HELD_BACK_SAMPLES + HANDED_ON_SAMPLES) take.give(this.#sound, end - HELD_BACK_SAMPLES)
    }
    const lookBack = serverTakesTurns(this.#mode) ? end - LOOK_BACK_SAMPLES : end
    this.#sound.forgetBefore(this.#all().reduce((first, take) => Math.min(first, take.needs), lookBack))
  }

  /** The newest of turns that wait; the others wait in vain. */
  #bounded(takes: readonly TurnTake[]): TurnTake[] {
    for (const take of takes.slice(0, -MAX_WAITING_TURNS)) {
      take.discard()
      for (const [itemId, heard] of this.#heard) if (heard === take) this.#heard.delete(itemId)
    }
    return takes.slice(-MAX_WAITING_TURNS)
  }
}
