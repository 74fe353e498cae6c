import { Readable, Writable } from 'node:stream'
import type { NativeAudio, NativeControls, NativeDevice, NativeOptions } from '../../src/main/audio/native/native-audio'
import type { Clock } from '../../src/shared/clock'

/** Callbacks that PortAudio keeps with the system. */
const SYSTEM_CALLBACKS = 3
const BYTES_PER_SAMPLE = 2

/**
 * naudiodon with one microphone and one speaker, mono, that run by a clock of their own: queues and blocks as its source
 * does. It takes note of what can't be seen from outside.
 */
export class PacedNativeAudio implements NativeAudio {
  readonly #clock: Clock
  /** How many milliseconds go by on the device's clock in one of ours. */
  readonly #pace: number
  /** Samples that the microphone has delivered. */
  captured = 0
  speaker: PacedSpeaker | undefined

  /** @param driftPpm How much too fast the devices are, in millionths. */
  constructor(clock: Clock, driftPpm: number) {
    this.#clock = clock
    this.#pace = 1 + driftPpm / 1e6
  }

  getDevices = (): NativeDevice[] => [
    {
      id: 0,
      name: 'Headset',
      hostAPIName: 'Fake',
      maxInputChannels: 1,
      maxOutputChannels: 1,
      defaultSampleRate: 48_000,
    },
  ]
  getHostAPIs = () => ({ defaultHostAPI: 0, HostAPIs: [{ id: 0, defaultInput: 0, defaultOutput: 0 }] })

  AudioIO(options: { inOptions: NativeOptions }): Readable & NativeControls
  AudioIO(options: { outOptions: NativeOptions }): Writable & NativeControls
  AudioIO(
    options: { inOptions: NativeOptions } | { outOptions: NativeOptions },
  ): (Readable | Writable) & NativeControls {
    return 'inOptions' in options ? this.#microphone(options.inOptions) : this.#speaker(options.outOptions)
  }

  #microphone({ framesPerBuffer, sampleRate }: NativeOptions): Readable & NativeControls {
    const stream = new Readable({ read: () => undefined })
    let [begun, callbacks, stopped] = [0, 0, false]
    const plan = (): void => {
      const due = begun + (((callbacks + 1) * framesPerBuffer) / sampleRate) * (1000 / this.#pace)
      this.#clock.schedule(due - this.#clock.now(), () => {
        if (stopped) return
        callbacks++
        this.captured += framesPerBuffer
        stream.push(Buffer.alloc(framesPerBuffer * BYTES_PER_SAMPLE))
        plan()
      })
    }
    const start = (): void => {
      begun = this.#clock.now()
      plan()
    }
    const quit = (): Promise<void> => Promise.resolve(void (stopped = true))
    return Object.assign(stream, { start, quit })
  }

  #speaker(options: NativeOptions): Writable & NativeControls {
    const speaker = new PacedSpeaker(this.#clock, this.#pace, options)
    this.speaker = speaker
    const stream = new Writable({ write: (bytes: Buffer, _encoding, done) => speaker.offer(bytes.length / 2, done) })
    return Object.assign(stream, { start: () => undefined, quit: () => Promise.resolve() })
  }
}

/** The speaker's side: a queue of blocks, callbacks that wait until they are full, and three of them in the system. */
class PacedSpeaker {
  readonly #clock: Clock
  readonly #samplesPerMs: number
  readonly #callbackSamples: number
  readonly #maxQueue: number
  readonly #queue: number[] = []
  #waiting: { readonly samples: number; readonly done: () => void } | undefined
  /** Of the block that the callback has begun. */
  #current = 0
  /** In the callback that isn't full yet. */
  #filled = 0
  #offered = 0
  #taken = 0
  /** When its first sample was played, as its clock and its gaps have it. */
  #begun: number | undefined
  /** How often it had nothing left to play. */
  underruns = 0

  constructor(clock: Clock, pace: number, { sampleRate, framesPerBuffer, maxQueue }: NativeOptions) {
    this.#clock = clock
    this.#samplesPerMs = (sampleRate / 1000) * pace
    this.#callbackSamples = framesPerBuffer
    this.#maxQueue = maxQueue
  }

  /** What was offered to it and has not been played. */
  get pendingSamples(): number {
    return this.#offered - this.#played
  }

  offer(samples: number, done: () => void): void {
    this.#offered += samples
    this.#waiting = { samples, done }
    this.#run()
  }

  get #played(): number {
    if (this.#begun === undefined) return 0
    const due = (this.#clock.now() - this.#begun) * this.#samplesPerMs
    if (due > this.#taken + 1e-6) {
      this.underruns++
      this.#begun = this.#clock.now() - this.#taken / this.#samplesPerMs
    }
    return Math.min(due, this.#taken)
  }

  #run(): void {
    const room = (SYSTEM_CALLBACKS - 1) * this.#callbackSamples
    while (this.#taken - this.#played <= room + 1e-6) {
      if (!this.#fill()) return // the callback blocks; the next block goes on here
      this.#filled = 0
      this.#taken += this.#callbackSamples
      this.#begun ??= this.#clock.now()
      if (this.#taken - this.#played > room + 1e-6) {
        this.#clock.schedule((this.#taken - this.#played - room) / this.#samplesPerMs, () => this.#run())
      }
    }
    this.#admit()
  }

  /** Goes on filling a callback. @returns whether it is full. */
  #fill(): boolean {
    for (;;) {
      const samples = Math.min(this.#current, this.#callbackSamples - this.#filled)
      this.#filled += samples
      this.#current -= samples
      if (this.#filled === this.#callbackSamples) return true
      this.#admit()
      const next = this.#queue.shift()
      if (next === undefined) return false
      this.#current = next
      this.#admit()
    }
  }

  #admit(): void {
    if (!this.#waiting || this.#queue.length >= this.#maxQueue) return
    const { samples, done } = this.#waiting
    this.#waiting = undefined
    this.#queue.push(samples)
    done()
  }
}
