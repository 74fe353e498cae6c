import type { LaunchChild } from '../../../shared/child-program'
import type { Clock } from '../../../shared/clock'
import type { EchoStatus } from '../../../shared/ipc/contract'
import { type AppError, toAppError } from '../../../shared/ipc/result'
import type { SoundSettings } from '../../../shared/sound-settings'
import { within } from '../../../shared/within'
import type { Microphone, MicrophoneListener, PlayedAudio, Speaker } from '../../ports/session'
import type { SoundListener } from '../../ports/assistant'
import type { AudioDeviceInfo } from '../audio-device'
import { createNullDevice } from '../null-device'
import { createSpeaker } from '../playback'
import { LastingSpeaker, type SpeakerOutput } from './lasting-speaker'
import type { Direction, OpenedDevice, SoundReport } from './messages'
import { Scout } from './scout'
import { Side } from './side'
import { processLost, SoundLink } from './sound-link'
import { logOf } from '../../../shared/log'

const log = logOf('sound')

export interface LastingSoundParts {
  readonly launch: LaunchChild
  readonly clock: Clock
  readonly settings: SoundSettings
  /** Whether the system moves streams by itself when its default devices change, as the sound servers of Linux do. */
  readonly movesStreams: boolean
}

/** How often it is looked whether there is a device at all, whether the chosen one is back, and what the default is. */
const LOOK_MISSING_MS = 200
const LOOK_CHOSEN_MS = 2000
const LOOK_DEFAULT_MS = 10_000
/** After so many crashes within a minute sound is missing, since something is wrong that another start does not mend. */
const MAX_CRASHES = 3
const CRASHES_WITHIN_MS = 60_000
/** A device that is gone can't be closed; nobody waits for it longer than this. */
const CLOSE_MS = 300

const noEcho: EchoStatus = { active: false, erleDb: null }

/**
 * Microphone and speaker in a process of their own, which is replaced whenever it ends, hangs, or has lost a device: the
 * session goes on, and so does the sentence that was being spoken. There is a process only while something is open.
 */
export class LastingSound {
  readonly microphone: Microphone
  readonly speaker: Speaker
  readonly #parts: LastingSoundParts
  readonly #sides: Readonly<Record<Direction, Side>> = {
    speaker: new Side('speaker'),
    microphone: new Side('microphone'),
  }
  readonly #lastingSpeaker: LastingSpeaker
  readonly #scout: Scout
  readonly #crashes: number[] = []
  #settings: SoundSettings
  #listener: SoundListener | null = null
  #microphoneListener: MicrophoneListener | null = null
  #link: SoundLink | null = null
  /** The process that is about to take its place. */
  #candidate: SoundLink | null = null
  /** What each process has said of the echo. */
  readonly #echoes = new WeakMap<SoundLink, EchoStatus>()
  #echo: EchoStatus = noEcho
  #mending: Promise<void> | null = null
  #mendAgain = false

  constructor(parts: LastingSoundParts) {
    this.#parts = parts
    this.#settings = parts.settings
    this.#scout = new Scout({
      clock: parts.clock,
      connect: () => this.#connect(),
      bettered: (devices) => this.#bettered(devices),
      onFound: (link, bettered) => this.#takeOver(link, bettered),
    })
    this.#lastingSpeaker = new LastingSpeaker({
      clock: parts.clock,
      want: (listener) => this.#want('speaker', listener),
      createSilent: (onPosition) => createSpeaker(createNullDevice(parts.clock), parts.clock, { onPosition }),
    })
    this.speaker = this.#lastingSpeaker
    this.microphone = {
      open: (listener) => {
        this.#microphoneListener = listener
        listener.onEchoCancelled?.(this.#echo.active)
        return this.#want('microphone', listener)
      },
      close: () => {
        this.#microphoneListener = null
        return this.#want('microphone', null)
      },
    }
  }

  /** Shows somebody what is heard and played. */
  listen(listener: SoundListener): void {
    this.#listener = listener
  }

  /** Puts settings into force; another device is opened in the place of the present one. */
  configure(settings: SoundSettings): void {
    const before = this.#settings
    this.#settings = settings
    if (sameDevices(before, settings)) {
      this.#link?.post({ type: 'configure', settings })
      return
    }
    this.#drop(null)
    void this.#mend()
  }

  /** The devices that are there now. */
  async list(): Promise<readonly AudioDeviceInfo[]> {
    const link = this.#connect()
    try {
      return (await link.ask({ type: 'list' })) as readonly AudioDeviceInfo[]
    } finally {
      link.end()
    }
  }

  // --- opening, closing, mending --------------------------------------------------------------------------------

  async #want(direction: Direction, listener: Pick<MicrophoneListener, 'onChange'> | null): Promise<void> {
    const side = this.#sides[direction]
    if (listener) side.begin((change) => listener.onChange?.(change))
    else side.wanted = false
    await this.#mend()
  }

  /** Brings about what is wanted; resolves when that has been tried. */
  #mend(): Promise<void> {
    this.#mendAgain = true
    this.#mending ??= this.#mendUntilDone()
    return this.#mending
  }

  async #mendUntilDone(): Promise<void> {
    await Promise.resolve() // whoever wants something at this moment, wants it all at once
    while (this.#mendAgain) {
      this.#mendAgain = false
      try {
        await this.#mendOnce()
      } catch (error) {
        // No process could be started at all.
        for (const side of Object.values(this.#sides))
          if (side.wanted && side.state === 'closed') this.#failed(side, toAppError(error))
      }
      this.#lookOut()
    }
    this.#mending = null
  }

  async #mendOnce(): Promise<void> {
    const sides = Object.values(this.#sides)
    if (!sides.some(({ wanted }) => wanted)) await this.#leave()
    else if (sides.some((side) => side.isUnsettled)) {
      const link = (this.#link ??= this.#connect())
      await Promise.all(sides.map((side) => this.#settle(link, side)))
    }
  }

  async #settle(link: SoundLink, side: Side): Promise<void> {
    if (side.wanted && side.state === 'closed') await this.#open(link, side)
    else if (!side.wanted && side.state !== 'closed') await this.#close(link, side)
  }

  async #open(link: SoundLink, side: Side): Promise<void> {
    try {
      const opened = (await link.ask({ type: 'open', direction: side.direction })) as OpenedDevice
      if (link === this.#link) this.#opened(link, side, opened)
    } catch (error) {
      if (link === this.#link) this.#failed(side, toAppError(error))
    }
  }

  #opened(link: SoundLink, side: Side, opened: OpenedDevice): void {
    side.opened(opened)
    if (side.direction === 'speaker') this.#lastingSpeaker.use(outputOf(link))
  }

  #failed(side: Side, error: AppError): void {
    side.failed(error)
    if (side.direction === 'speaker') this.#lastingSpeaker.miss()
  }

  async #close(link: SoundLink, side: Side): Promise<void> {
    side.close(null)
    await within(CLOSE_MS, link.ask({ type: 'close', direction: side.direction }), this.#parts.clock)
  }

  /** Nothing is wanted any more: the process ends, and its devices with it. */
  async #leave(): Promise<void> {
    this.#candidate?.end()
    const link = this.#link
    if (!link) return
    await Promise.all(Object.values(this.#sides).map((side) => this.#close(link, side)))
    if (!Object.values(this.#sides).some(({ wanted }) => wanted)) this.#drop(null)
  }

  // --- processes -------------------------------------------------------------------------------------------------

  /** Starts a process, which counts only once it is the present one. */
  #connect(): SoundLink {
    const link: SoundLink = new SoundLink(this.#parts.launch, this.#parts.clock, {
      onReport: (report) => {
        if (report.type === 'echo') this.#echoes.set(link, report.status)
        if (link === this.#link) this.#take(report)
        else if (report.type === 'failed') link.end() // what it has found is gone again
      },
      onGone: () => {
        if (link === this.#link) this.#crashed()
      },
    })
    link.post({ type: 'configure', settings: this.#settings })
    return link
  }

  #crashed(): void {
    // It is told once.
    this.#drop('crash', this.#sides.speaker.state === 'open' ? 'speaker' : 'microphone')
    this.#crashes.push(this.#parts.clock.now())
    if (this.#crashesTooOften())
      for (const side of Object.values(this.#sides)) if (side.wanted) this.#failed(side, processLost().error)
    void this.#mend()
  }

  #crashesTooOften(): boolean {
    const since = this.#parts.clock.now() - CRASHES_WITHIN_MS
    while ((this.#crashes[0] ?? since) < since) this.#crashes.shift()
    return this.#crashes.length >= MAX_CRASHES
  }

  /** Ends the present process; what it had open is closed for that reason. */
  #drop(why: AppError | 'crash' | null, lost?: Direction): void {
    const link = this.#link
    this.#link = null
    this.#lastingSpeaker.lose()
    for (const side of Object.values(this.#sides))
      if (side.state !== 'closed') side.close(lost === side.direction ? why : null)
    link?.end()
    this.#tellEcho(noEcho)
  }

  /**
   * A process that has found something better opens it, then all else, and takes the place of the present one.
   * @throws Error when nothing came of it, or when something else is wanted by now
   */
  async #takeOver(link: SoundLink, bettered: readonly Direction[]): Promise<void> {
    const before = this.#settings
    link.post({ type: 'configure', settings: before })
    this.#candidate = link
    const found = await Promise.all(bettered.map((direction) => this.#tryOpen(link, this.#sides[direction])))
    this.#candidate = null
    const isWanted = found.every(({ side }) => side.wanted)
    const isBetter = found.some(({ side, device }) => device !== null && side.wouldGain(device))
    if (!isWanted || !isBetter || link.isGone || !sameDevices(before, this.#settings)) throw new Error('Nothing better')
    this.#drop(null)
    this.#link = link
    link.post({ type: 'configure', settings: this.#settings })
    for (const { side, device } of found) if (device) this.#opened(link, side, device)
    this.#tellEcho(this.#echoes.get(link) ?? noEcho)
    await this.#mend()
  }

  /** What was opened for a side; null where that failed. */
  async #tryOpen(link: SoundLink, side: Side): Promise<{ readonly side: Side; readonly device: OpenedDevice | null }> {
    const opening = link.ask({ type: 'open', direction: side.direction }) as Promise<OpenedDevice>
    return { side, device: await opening.catch((thrown: unknown) => unopened(side, thrown)) }
  }

  #bettered(devices: readonly AudioDeviceInfo[]): readonly Direction[] {
    if (this.#crashesTooOften()) return []
    return (['speaker', 'microphone'] as const).filter((direction) =>
      this.#sides[direction].isBettered(devices, this.#settings[direction]),
    )
  }

  #lookOut(): void {
    const sides = Object.values(this.#sides).filter(({ wanted }) => wanted)
    if (sides.some(({ state }) => state === 'missing')) this.#scout.look(LOOK_MISSING_MS)
    else if (sides.some(({ isLooking }) => isLooking)) this.#scout.look(LOOK_CHOSEN_MS)
    else this.#scout.look(sides.length === 0 || this.#parts.movesStreams ? null : LOOK_DEFAULT_MS)
  }

  // --- what the process says ------------------------------------------------------------------------------------

  #take(report: SoundReport): void {
    switch (report.type) {
      case 'frame':
        this.#listener?.heard(report.raw ?? report.samples)
        this.#microphoneListener?.onFrame(report.samples)
        return
      case 'written':
        this.#listener?.played(report.samples)
        return
      case 'playing':
        this.#lastingSpeaker.progressed(report.played)
        return
      case 'heard':
        this.#lastingSpeaker.heard(report.played)
        return
      case 'position':
        this.#lastingSpeaker.moved(report.position)
        return
      case 'echo':
        this.#tellEcho(report.status)
        return
      case 'failed':
        // A process that has lost a device does not see others (PortAudio), and can't close the lost one.
        this.#drop(report.error, report.direction)
        void this.#mend()
        return
    }
  }

  #tellEcho(status: EchoStatus): void {
    this.#echo = status
    this.#listener?.onEcho(status)
    this.#microphoneListener?.onEchoCancelled?.(status.active)
  }
}

const sameDevices = (one: SoundSettings, other: SoundSettings): boolean =>
  one.microphone === other.microphone && one.speaker === other.speaker

const outputOf = (link: SoundLink): SpeakerOutput => ({
  enqueue: (part, samples) => link.post({ type: 'enqueue', part, samples }),
  finish: (part) => link.post({ type: 'finish', part }),
  interrupt: () => link.ask({ type: 'interrupt' }) as Promise<readonly PlayedAudio[]>,
})

function unopened({ direction }: Side, thrown: unknown): null {
  log.warn('A device could not be opened.', thrown, { direction })
  return null
}
