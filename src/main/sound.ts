import type { ParentProgram } from '../shared/child-program'
import { createNaudiodonDevice } from './audio/native/naudiodon-device'
import { askForPriority } from './audio/process/ask-for-priority'
import { SoundHost } from './audio/process/sound-host'
import { systemClock } from './clock/system-clock'
import { logToStderr } from './log/log-to-stderr'

/** The sound process: owns the native microphone and speaker. Only wires and starts. */

/** Where Electron started it. */
interface ElectronParent {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const { parentPort } = process as { readonly parentPort?: ElectronParent }

const parent: ParentProgram = parentPort
  ? {
      post: (message) => parentPort.postMessage(message),
      listen: (onMessage) => parentPort.on('message', ({ data }) => onMessage(data)),
    }
  : {
      post: (message) => void process.send?.(message),
      listen: (onMessage) => void process.on('message', onMessage),
    }

// Signals that reach the whole group, Ctrl+C among them, are for the parent to act upon.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
// Without a parent there is no use. By force: a native stream that can't be closed would keep the process for ever.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

logToStderr()
askForPriority()
new SoundHost(createNaudiodonDevice(systemClock), systemClock, parent)
