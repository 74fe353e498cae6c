import { Failure } from '../../../shared/ipc/result'
import type { AudioDevice } from '../audio-device'
import type { OpenedDevice } from './messages'

/**
 * Opens the chosen device, or the default device if the chosen one is missing or can't be used.
 * @param open opens a device; null is the default
 * @throws Failure of the default device if it can't be opened either
 */
export async function openChosen(
  device: AudioDevice,
  direction: 'input' | 'output',
  chosen: string | null,
  open: (deviceId: string | null) => Promise<void>,
): Promise<OpenedDevice> {
  const devices = await device.list()
  const named = devices.find(({ id }) => id === chosen)
  if (named) {
    try {
      await open(named.id)
      return { id: named.id, name: named.name, substitute: false }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }
  await open(null)
  const byDefault = devices.find((info) => (direction === 'input' ? info.isDefaultInput : info.isDefaultOutput))
  return { id: byDefault?.id ?? null, name: byDefault?.name ?? '', substitute: chosen !== null }
}
