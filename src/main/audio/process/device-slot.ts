import type { AppError } from '../../../shared/ipc/result'
import type { DeviceChange } from '../../ports/session'
import type { AudioDeviceInfo } from '../audio-device'
import { deviceBack, deviceGone, deviceReplaced, soundRestarted } from './device-words'
import type { Direction, OpenedDevice } from './messages'

/** The microphone or the speaker: whether a session wants it, its state, and what was reported to the user. */
export class DeviceSlot {
  readonly direction: Direction
  wanted = false
  /** Its state in the current process. */
  state: 'closed' | 'open' | 'missing' = 'closed'
  #opened: OpenedDevice | null = null
  #onChange: (change: DeviceChange) => void = () => undefined
  /** Why it closed, if the user should know. */
  #lost: AppError | 'crash' | null = null
  /** Whether it was open in an earlier process. */
  #wasOpen = false
  #toldMissing = false
  #toldSubstitute = false

  constructor(direction: Direction) {
    this.direction = direction
  }

  /** Marks it as wanted by a session. */
  begin(onChange: (change: DeviceChange) => void): void {
    this.#onChange = onChange
    this.wanted = true
    if (this.state === 'missing') this.state = 'closed'
    this.#lost = null
    this.#wasOpen = false
    this.#toldMissing = false
    this.#toldSubstitute = false
  }

  /** Marks it as closed: its process has ended. */
  close(why: AppError | 'crash' | null): void {
    this.#wasOpen ||= this.state === 'open'
    this.state = 'closed'
    this.#lost ??= why
  }

  opened(device: OpenedDevice): void {
    this.state = 'open'
    this.#wasOpen = false
    this.#opened = device
    const change = this.#describe(device)
    this.#lost = null
    this.#toldMissing = false
    this.#toldSubstitute = device.substitute
    if (change) this.#onChange(change)
  }

  failed(error: AppError): void {
    this.state = 'missing'
    if (this.#toldMissing) return
    this.#toldMissing = true
    const lost = this.#lost === 'crash' ? null : this.#lost
    // If both devices are unplugged together, one may be missing before it fails.
    const gone = this.#wasOpen && this.#lost === null ? deviceGone(this.direction) : error
    this.#onChange({ kind: 'missing', error: lost ?? gone })
    this.#lost = null
  }

  /** Whether it is wanted, not open, and not yet tried in the current process. */
  get isUnsettled(): boolean {
    return this.wanted ? this.state === 'closed' : this.state === 'open'
  }

  /** Whether a better device may exist. */
  get isLooking(): boolean {
    return this.wanted && (this.state === 'missing' || (this.state === 'open' && this.#opened?.substitute === true))
  }

  /**
   * Whether one of these devices is better.
   * @param chosen the device that the settings name; null for the default
   */
  isBettered(devices: readonly AudioDeviceInfo[], chosen: string | null): boolean {
    if (!this.wanted || this.state === 'closed') return false
    const byDefault = devices.find((device) =>
      this.direction === 'microphone' ? device.isDefaultInput : device.isDefaultOutput,
    )
    const isThere = devices.some(({ id }) => id === chosen)
    if (this.state === 'missing') return isThere || byDefault !== undefined
    if (chosen !== null) return this.#opened?.substitute === true && isThere
    return byDefault !== undefined && this.#opened?.id != null && byDefault.id !== this.#opened.id
  }

  /** Whether a device that another process opened is better. */
  wouldGain({ substitute }: OpenedDevice): boolean {
    return this.state === 'missing' || !substitute
  }

  #describe({ name, substitute }: OpenedDevice): DeviceChange | null {
    if (this.#toldMissing) return { kind: 'back', error: deviceBack(this.direction, name) }
    if (this.#lost === 'crash') return { kind: 'restarted', error: soundRestarted() }
    if (this.#lost || substitute !== this.#toldSubstitute)
      return { kind: 'replaced', error: deviceReplaced(this.direction, name) }
    return null
  }
}
