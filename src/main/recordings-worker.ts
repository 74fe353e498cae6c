import { flacFormat } from './audio/flac/flac-format'
import { loadFlac } from './audio/flac/flac-library'
import { systemClock } from './clock/system-clock'
import { logToStderr } from './log/log-to-stderr'
import { hostRecordings } from './storage/recordings/recordings-host'
import { parentOfWorker } from './programs/worker-thread'

/** The thread that encodes and keeps what is recorded. Only wires and starts; what it is told meanwhile waits. */
logToStderr()
hostRecordings(parentOfWorker(), flacFormat(await loadFlac()), systemClock)
