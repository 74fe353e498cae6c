import { flacFormat } from './audio/flac/flac-format'
import { loadFlac } from './audio/flac/flac-library'
import { systemClock } from './clock/system-clock'
import { hostRecordings } from './storage/recordings/recordings-host'
import { parentOfWorker } from './storage/worker-thread'

/** The thread that encodes and keeps what is recorded. Only wires and starts; what it is told meanwhile waits. */
hostRecordings(parentOfWorker(), flacFormat(await loadFlac()), systemClock)
