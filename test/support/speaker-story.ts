import { expect } from 'vitest'
import { createSpeaker } from '../../src/main/audio/playback'
import type { PartPosition } from '../../src/main/audio/playout/playout-reports'
import type { PlayedAudio } from '../../src/main/ports/session'
import { FakeOutputDevice, SpeakerLog } from './fake-output-device'
import { ManualClock } from './manual-clock'

/**
 * The samples of a part: noise, so that each place in it is known by its surroundings; quiet enough to begin without a fade-in, loud enough that a faded one is not
 * silent.
 */
export function marker(index: number, at: number): number {
  const mixed = Math.imul(at + 1, 2_654_435_761) ^ Math.imul(index + 7, 40_503)
  return 200 + ((mixed >>> 7) % 700)
}

/** What happens to a speaker. */
export type SpeakerStep =
  | { readonly do: 'enqueue'; readonly count: number; readonly isNew: boolean }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'finish' | 'interrupt' | 'reopen' }

/** A part as the speaker was given it. */
export interface Sent {
  readonly index: number
  samples: number
  isFinished: boolean
  /** As the speaker reported it in the end. */
  reported: number | undefined
}

/** A place in what was written at which something other than playing happened. */
export interface Break {
  readonly at: number
  readonly kind: 'interrupt' | 'reopen' | 'end'
}

/** A speaker to which things happen, which checks each report on the way. */
export class SpeakerStory {
  readonly clock = new ManualClock()
  readonly device = new FakeOutputDevice(this.clock)
  readonly log = new SpeakerLog()
  readonly parts: Sent[] = []
  readonly breaks: Break[] = []
  readonly reports: string[] = []
  /** All that the device was given. */
  written: Int16Array = new Int16Array(0)
  readonly #positions = new Map<string, PartPosition>()
  readonly speaker = createSpeaker(this.device, this.clock, { onPosition: (position) => this.#note(position) })

  async run(list: readonly SpeakerStep[], volumes: readonly number[] = []): Promise<void> {
    await this.speaker.open(this.log)
    this.log.onProgress = (played) => this.#check(played)
    this.log.onHeard = (played) => this.#end(this.#check(played), played)
    for (const [index, step] of list.entries()) {
      const volume = volumes[index]
      if (volume !== undefined) this.speaker.setVolume(volume)
      await this.#do(step)
    }
    await this.#do({ do: 'wait', ms: 3000 })
    this.#break('end')
    this.written = this.device.written
    for (const played of await this.speaker.interrupt()) this.#end(this.#check(played), played)
    await this.speaker.close()
  }

  async #do(step: SpeakerStep): Promise<void> {
    const newest = this.parts.at(-1)
    if (step.do === 'wait') await this.clock.advance(step.ms)
    if (step.do === 'finish' && newest) this.#finish(newest)
    if (step.do === 'interrupt') {
      this.#break('interrupt')
      const before = this.device.blocks.length
      const parts = this.speaker.interrupt()
      expect(this.device.blocks.length).toBe(before)
      for (const played of await parts) this.#end(this.#check(played), played)
      this.parts.push({ index: this.parts.length, samples: 0, isFinished: false, reported: undefined }) // the old one takes no more
    }
    if (step.do === 'reopen') {
      this.#break('reopen')
      this.device.fail(new Error('gone'))
      await this.clock.advance(50)
      await this.speaker.open(this.log)
    }
    if (step.do === 'enqueue') this.#enqueue(step)
  }

  #enqueue({ count, isNew }: Extract<SpeakerStep, { do: 'enqueue' }>): void {
    const newest = this.parts.at(-1)
    if (isNew && newest) this.#finish(newest)
    if (isNew || this.parts.length === 0)
      this.parts.push({ index: this.parts.length, samples: 0, isFinished: false, reported: undefined })
    const part = this.parts.at(-1)!
    const samples = Int16Array.from({ length: count }, (_, at) => marker(part.index, part.samples + at))
    this.speaker.enqueue(idOf(part), samples)
    if (!part.isFinished && part.reported === undefined) part.samples += count
  }

  #finish(part: Sent): void {
    part.isFinished = true
    this.speaker.finish(idOf(part))
  }

  #break(kind: Break['kind']): void {
    this.breaks.push({ at: this.device.written.length, kind })
  }

  /** Positions only grow, and each stays within the one before it. */
  #note(position: PartPosition): void {
    const before = this.#positions.get(position.itemId) ?? { handedOverSamples: 0, heardSamples: 0 }
    expect(position.handedOverSamples).toBeGreaterThanOrEqual(before.handedOverSamples)
    expect(position.heardSamples).toBeGreaterThanOrEqual(before.heardSamples)
    expect(position.heardSamples).toBeLessThanOrEqual(position.handedOverSamples)
    expect(position.handedOverSamples).toBeLessThanOrEqual(this.#sent(position.itemId).samples)
    this.#positions.set(position.itemId, position)
    this.reports.push(JSON.stringify([this.clock.now(), position]))
  }

  #check(played: PlayedAudio): Sent {
    const sent = this.#sent(played.itemId)
    expect(played.playedSamples).toBeLessThanOrEqual(played.receivedSamples)
    expect(played.receivedSamples).toBe(sent.samples)
    expect(sent.reported).toBeUndefined()
    this.reports.push(JSON.stringify([this.clock.now(), played]))
    return sent
  }

  #end(part: Sent, { playedSamples }: PlayedAudio): void {
    part.reported = playedSamples
  }

  #sent(itemId: string): Sent {
    return this.parts.find((part) => idOf(part).itemId === itemId)!
  }
}

const idOf = ({ index }: Sent) => ({ itemId: `item_${index}`, contentIndex: 0 })
