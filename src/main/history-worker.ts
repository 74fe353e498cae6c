import { systemClock } from './clock/system-clock'
import { HistoryHost } from './storage/history/history-host'
import { parentOfWorker } from './storage/worker-thread'

/** The thread that owns the file in which conversations are kept. Only wires and starts. */

new HistoryHost(systemClock, parentOfWorker())
