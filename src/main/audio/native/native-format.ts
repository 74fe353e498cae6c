import { SAMPLE_RATE } from '../../../shared/audio-format'
import type { NativeDevice } from './native-audio'

export type Direction = 'input' | 'output'

export interface NativeFormat {
  /** Hertz. */
  readonly sampleRate: number
  readonly channels: 1 | 2
}

/** What sound hardware runs at. Drivers list nonsense too, such as 0 for a device whose rate they don't know. */
const MIN_RATE_HZ = 8000
const MAX_RATE_HZ = 384_000
/** Nearly every device takes one of them; tried where the device's own rate is nonsense. */
const COMMON_RATES = [48_000, 44_100]

/**
 * The formats to try, best first: ours, then the device's own rate; one channel rather than two. More channels than the
 * device has are never asked for, because naudiodon goes on with half-set parameters after refusing them (its source).
 */
export function formatsOf(device: NativeDevice, direction: Direction): NativeFormat[] {
  const own = device.defaultSampleRate
  const isKnown = own >= MIN_RATE_HZ && own <= MAX_RATE_HZ
  const rates = [...new Set([SAMPLE_RATE, ...(isKnown ? [own] : COMMON_RATES)])]
  return ([1, 2] as const)
    .filter((channels) => channels <= channelsOf(device, direction))
    .flatMap((channels) => rates.map((sampleRate) => ({ sampleRate, channels })))
}

/** How many channels the device has in a direction; 0 where it has none. */
export const channelsOf = (device: NativeDevice, direction: Direction): number =>
  direction === 'input' ? device.maxInputChannels : device.maxOutputChannels

/** The samples per channel in a length of time, rounded. */
export const samplesIn = (ms: number, { sampleRate }: NativeFormat): number => Math.round((sampleRate * ms) / 1000)
