import { Failure } from '../../../shared/ipc/result'
import type { AudioDeviceInfo } from '../audio-device'
import type { NativeAudio, NativeDevice } from './native-audio'
import { channelsOf } from './native-format'
import type { Direction } from './native-format'

/**
 * The devices as Parley names them. PortAudio numbers devices anew whenever one is plugged in, so a device is known by
 * its driver and name, and by a count where two are called the same.
 */
export function describeDevices(native: NativeAudio): AudioDeviceInfo[] {
  const devices = native.getDevices()
  const [defaultInput, defaultOutput] = [defaultIndex(native, 'input'), defaultIndex(native, 'output')]
  return devices.map((device, index) => ({
    id: idOf(devices, index),
    name: device.name,
    inputChannels: device.maxInputChannels,
    outputChannels: device.maxOutputChannels,
    defaultSampleRate: device.defaultSampleRate,
    isDefaultInput: device.id === defaultInput && device.maxInputChannels > 0,
    isDefaultOutput: device.id === defaultOutput && device.maxOutputChannels > 0,
  }))
}

/**
 * The device to open: the one asked for, or else the system's default.
 * @throws Failure `audio.no_input` or `audio.no_output`, and where one was asked for that is not there
 *   `audio.input_missing` or `audio.output_missing`
 */
export function findDevice(native: NativeAudio, direction: Direction, id: string | undefined): NativeDevice {
  const devices = devicesOf(native, direction)
  const device =
    id === undefined
      ? devices.find(({ id: index }) => index === defaultIndex(native, direction))
      : devices.find((_, index) => idOf(devices, index) === id)
  if (device && channelsOf(device, direction) > 0) return device
  throw id === undefined ? noDevice(direction) : missingDevice(direction, id)
}

/** PortAudio may fail to start at all, where there is no sound system. */
function devicesOf(native: NativeAudio, direction: Direction): readonly NativeDevice[] {
  try {
    return native.getDevices()
  } catch (cause) {
    throw noDevice(direction, cause)
  }
}

function defaultIndex(native: NativeAudio, direction: Direction): number | undefined {
  const { defaultHostAPI, HostAPIs } = native.getHostAPIs()
  const host = HostAPIs.find(({ id }) => id === defaultHostAPI)
  return direction === 'input' ? host?.defaultInput : host?.defaultOutput
}

function idOf(devices: readonly NativeDevice[], index: number): string {
  const nameAt = (at: number): string => `${devices[at]?.hostAPIName ?? ''}/${devices[at]?.name ?? ''}`
  const twins = devices.slice(0, index).filter((_, before) => nameAt(before) === nameAt(index)).length
  return twins === 0 ? nameAt(index) : `${nameAt(index)}#${twins + 1}`
}

const noDevice = (direction: Direction, cause?: unknown): Failure =>
  new Failure(direction === 'input' ? 'audio.no_input' : 'audio.no_output', {}, { cause })

const missingDevice = (direction: Direction, device: string): Failure =>
  new Failure(direction === 'input' ? 'audio.input_missing' : 'audio.output_missing', { device })
