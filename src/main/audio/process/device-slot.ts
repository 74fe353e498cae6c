import type { AppError } from '../../../shared/ipc/result'
import type { DeviceChange } from '../../ports/session'
import type { AudioDeviceInfo } from '../audio-device'
import { deviceBack, deviceGone, deviceReplaced, soundRestarted } from './device-words'
import type { Direction, OpenedDevice } from './messages'

/** The microphone or the speaker of a session: whether it is wanted, where it stands, and what the user knows of it. */
export class DeviceSlot {
  readonly direction: Direction
  wanted = false
  /** In the present process. */
  state: 'closed' | 'open' | 'missing' = 'closed'
  #opened: OpenedDevice | null = null
  #onChange: (change: DeviceChange) => void = () => undefined
  /** Why it is not open any more, if it is to be said. */
  #lost: AppError | 'crash' | null = null
  /** Whether it was open in a process before. */
  #wasOpen = false
  #toldMissing = false
  #toldSubstitute = false

  constructor(direction: Direction) {
    this.direction = direction
  }

  /** A session begins to use it. */
  begin(onChange: (change: DeviceChange) => void): void {
    this.#onChange = onChange
    this.wanted = true
    if (this.state === 'missing') this.state = 'closed'
    this.#lost = null
    this.#wasOpen = false
    this.#toldMissing = false
    this.#toldSubstitute = false
  }

  /** The process that had it open is gone. */
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
    // One that was pulled out together with the other may be missed before it has failed by itself.
    const gone = this.#wasOpen && this.#lost === null ? deviceGone(this.direction) : error
    this.#onChange({ kind: 'missing', error: lost ?? gone })
    this.#lost = null
  }

  /** Whether it is not as it is wanted, and nothing has been tried about it in the present process. */
  get isUnsettled(): boolean {
    return this.wanted ? this.state === 'closed' : this.state === 'open'
  }

  /** Whether there may be something better than what it has. */
  get isLooking(): boolean {
    return this.wanted && (this.state === 'missing' || (this.state === 'open' && this.#opened?.substitute === true))
  }

  /**
   * Whether these devices have something better.
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

  /** Whether a device that was opened elsewhere is better than what it has. */
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
