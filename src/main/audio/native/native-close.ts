import type { Clock } from '../../../shared/clock'
import { within } from '../../../shared/within'
import type { NativeControls } from './native-audio'

/** How long a device may take to close; it plays out its queue (some 60 ms) and stops. */
const CLOSE_MS = 2000

/**
 * Closes a native stream, once. It must be waited for before the process is left, or PortAudio's thread runs into freed
 * memory (exit code 139); but a device that has been unplugged never closes, so the wait ends after two seconds.
 * Then a thread of libuv's pool waits for it for ever, and with it `process.exit()`; a signal still ends the process.
 */
export async function closeNative(stream: NativeControls, clock: Clock): Promise<void> {
  await within(CLOSE_MS, stream.quit(), clock)
}
