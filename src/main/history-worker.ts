import { systemClock } from './clock/system-clock'
import { logToStderr } from './log/log-to-stderr'
import { HistoryHost } from './storage/history/thread/history-host'
import { parentOfWorker } from './programs/worker-thread'

/** The thread that owns the file in which conversations are kept. Only wires and starts. */

logToStderr()
new HistoryHost(systemClock, parentOfWorker())
