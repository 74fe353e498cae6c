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
import { FailoverSpeaker, type SpeakerOutput } from './failover-speaker'
import type { Direction, OpenedDevice, SoundReport } from './messages'
import { DeviceProbe } from './device-probe'
import { DeviceSlot } from './device-slot'
import { processLost, SoundLink } from './sound-link'
import { logOf } from '../../../shared/log'

const log = logOf('sound')

export interface SoundSupervisorParts {
  readonly launch: LaunchChild
  readonly clock: Clock
  readonly settings: SoundSettings
  /** Whether the system moves streams by itself when its default devices change, as the sound servers of Linux do. */
  readonly movesStreams: boolean
}

/** Polling intervals: for a missing device, for the chosen device to come back, and for a new default device. */
const LOOK_MISSING_MS = 200
const LOOK_CHOSEN_MS = 2000
const LOOK_DEFAULT_MS = 10_000
/** After this many crashes within a minute, sound counts as missing: another start would not help. */
const MAX_CRASHES = 3
const CRASHES_WITHIN_MS = 60_000
/** Time limit for closing a device: one that is gone can't be closed. */
const CLOSE_MS = 300

const noEcho: EchoStatus = { active: false, erleDb: null }

/**
 * Runs microphone and speaker in a process of their own, and replaces it if it ends, hangs, or loses a device. The session
 * goes on, and so does the sentence being played. The process runs only while a device is open.
 */
export class SoundSupervisor {
  readonly microphone: Microphone
  readonly speaker: Speaker
  readonly #parts: SoundSupervisorParts
  readonly #slots: Readonly<Record<Direction, DeviceSlot>> = {
    speaker: new DeviceSlot('speaker'),
    microphone: new DeviceSlot('microphone'),
  }
  readonly #failoverSpeaker: FailoverSpeaker
  readonly #probe: DeviceProbe
  readonly #crashes: number[] = []
  #settings: SoundSettings
  #listener: SoundListener | null = null
  #microphoneListener: MicrophoneListener | null = null
  #link: SoundLink | null = null
  /** The process that is about to replace it. */
  #candidate: SoundLink | null = null
  /** The echo status that each process reported. */
  readonly #echoes = new WeakMap<SoundLink, EchoStatus>()
  #echo: EchoStatus = noEcho
  #mending: Promise<void> | null = null
  #mendAgain = false

  constructor(parts: SoundSupervisorParts) {
    this.#parts = parts
    this.#settings = parts.settings
    this.#probe = new DeviceProbe({
      clock: parts.clock,
      connect: () => this.#connect(),
      bettered: (devices) => this.#bettered(devices),
      onFound: (link, bettered) => this.#takeOver(link, bettered),
    })
    this.#failoverSpeaker = new FailoverSpeaker({
      clock: parts.clock,
      want: (listener) => this.#want('speaker', listener),
      createSilent: (onPosition) => createSpeaker(createNullDevice(parts.clock), parts.clock, { onPosition }),
    })
    this.speaker = this.#failoverSpeaker
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

  /** Subscribes to what is heard and played. */
  listen(listener: SoundListener): void {
    this.#listener = listener
  }

  /** Applies settings. If they name another device, it replaces the current one. */
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

  /** Returns the devices that exist now. */
  async list(): Promise<readonly AudioDeviceInfo[]> {
    const link = this.#connect()
    try {
      return (await link.ask({ type: 'list' })) as readonly AudioDeviceInfo[]
    } finally {
      link.end()
    }
  }

  // --- opening, closing, repairing --------------------------------------------------------------------------------

  async #want(direction: Direction, listener: Pick<MicrophoneListener, 'onChange'> | null): Promise<void> {
    const slot = this.#slots[direction]
    if (listener) slot.begin((change) => listener.onChange?.(change))
    else slot.wanted = false
    await this.#mend()
  }

  /** Opens and closes devices as wanted; resolves after the attempt. */
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
        for (const slot of Object.values(this.#slots))
          if (slot.wanted && slot.state === 'closed') this.#failed(slot, toAppError(error))
      }
      this.#lookOut()
    }
    this.#mending = null
  }

  async #mendOnce(): Promise<void> {
    const slots = Object.values(this.#slots)
    if (!slots.some(({ wanted }) => wanted)) await this.#leave()
    else if (slots.some((slot) => slot.isUnsettled)) {
      const link = (this.#link ??= this.#connect())
      await Promise.all(slots.map((slot) => this.#settle(link, slot)))
    }
  }

  async #settle(link: SoundLink, slot: DeviceSlot): Promise<void> {
    if (slot.wanted && slot.state === 'closed') await this.#open(link, slot)
    else if (!slot.wanted && slot.state !== 'closed') await this.#close(link, slot)
  }

  async #open(link: SoundLink, slot: DeviceSlot): Promise<void> {
    try {
      const opened = (await link.ask({ type: 'open', direction: slot.direction })) as OpenedDevice
      if (link === this.#link) this.#opened(link, slot, opened)
    } catch (error) {
      if (link === this.#link) this.#failed(slot, toAppError(error))
    }
  }

  #opened(link: SoundLink, slot: DeviceSlot, opened: OpenedDevice): void {
    slot.opened(opened)
    if (slot.direction === 'speaker') this.#failoverSpeaker.use(outputOf(link))
  }

  #failed(slot: DeviceSlot, error: AppError): void {
    slot.failed(error)
    if (slot.direction === 'speaker') this.#failoverSpeaker.miss()
  }

  async #close(link: SoundLink, slot: DeviceSlot): Promise<void> {
    slot.close(null)
    await within(CLOSE_MS, link.ask({ type: 'close', direction: slot.direction }), this.#parts.clock)
  }

  /** Ends the process and its devices, as nothing is wanted any more. */
  async #leave(): Promise<void> {
    this.#candidate?.end()
    const link = this.#link
    if (!link) return
    await Promise.all(Object.values(this.#slots).map((slot) => this.#close(link, slot)))
    if (!Object.values(this.#slots).some(({ wanted }) => wanted)) this.#drop(null)
  }

  // --- processes -------------------------------------------------------------------------------------------------

  /** Starts a process, whose reports count once it is the current one. */
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
    // Reported once.
    this.#drop('crash', this.#slots.speaker.state === 'open' ? 'speaker' : 'microphone')
    this.#crashes.push(this.#parts.clock.now())
    if (this.#crashesTooOften())
      for (const slot of Object.values(this.#slots)) if (slot.wanted) this.#failed(slot, processLost().error)
    void this.#mend()
  }

  #crashesTooOften(): boolean {
    const since = this.#parts.clock.now() - CRASHES_WITHIN_MS
    while ((this.#crashes[0] ?? since) < since) this.#crashes.shift()
    return this.#crashes.length >= MAX_CRASHES
  }

  /** Ends the current process and marks its devices as closed for that reason. */
  #drop(why: AppError | 'crash' | null, lost?: Direction): void {
    const link = this.#link
    this.#link = null
    this.#failoverSpeaker.lose()
    for (const slot of Object.values(this.#slots))
      if (slot.state !== 'closed') slot.close(lost === slot.direction ? why : null)
    link?.end()
    this.#tellEcho(noEcho)
  }

  /**
   * Lets a process that found better devices open them and all others, and replace the current process.
   * @throws Error if that fails, or if something else is wanted by then
   */
  async #takeOver(link: SoundLink, bettered: readonly Direction[]): Promise<void> {
    const before = this.#settings
    link.post({ type: 'configure', settings: before })
    this.#candidate = link
    const found = await Promise.all(bettered.map((direction) => this.#tryOpen(link, this.#slots[direction])))
    this.#candidate = null
    const isWanted = found.every(({ slot }) => slot.wanted)
    const isBetter = found.some(({ slot, device }) => device !== null && slot.wouldGain(device))
    if (!isWanted || !isBetter || link.isGone || !sameDevices(before, this.#settings)) throw new Error('Nothing better')
    this.#drop(null)
    this.#link = link
    link.post({ type: 'configure', settings: this.#settings })
    for (const { slot, device } of found) if (device) this.#opened(link, slot, device)
    this.#tellEcho(this.#echoes.get(link) ?? noEcho)
    await this.#mend()
  }

  /** Opens the device of a slot; null if that fails. */
  async #tryOpen(
    link: SoundLink,
    slot: DeviceSlot,
  ): Promise<{ readonly slot: DeviceSlot; readonly device: OpenedDevice | null }> {
    const opening = link.ask({ type: 'open', direction: slot.direction }) as Promise<OpenedDevice>
    return { slot, device: await opening.catch((thrown: unknown) => unopened(slot, thrown)) }
  }

  #bettered(devices: readonly AudioDeviceInfo[]): readonly Direction[] {
    if (this.#crashesTooOften()) return []
    return (['speaker', 'microphone'] as const).filter((direction) =>
      this.#slots[direction].isBettered(devices, this.#settings[direction]),
    )
  }

  #lookOut(): void {
    const slots = Object.values(this.#slots).filter(({ wanted }) => wanted)
    if (slots.some(({ state }) => state === 'missing')) this.#probe.look(LOOK_MISSING_MS)
    else if (slots.some(({ isLooking }) => isLooking)) this.#probe.look(LOOK_CHOSEN_MS)
    else this.#probe.look(slots.length === 0 || this.#parts.movesStreams ? null : LOOK_DEFAULT_MS)
  }

  // --- reports of the process ------------------------------------------------------------------------------------

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
        this.#failoverSpeaker.progressed(report.played)
        return
      case 'heard':
        this.#failoverSpeaker.heard(report.played)
        return
      case 'position':
        this.#failoverSpeaker.moved(report.position)
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

function unopened({ direction }: DeviceSlot, thrown: unknown): null {
  log.warn('A device could not be opened.', thrown, { direction })
  return null
}
