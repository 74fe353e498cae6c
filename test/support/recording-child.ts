import { fileURLToPath } from 'node:url'
import { systemClock } from '../../src/main/clock/system-clock'
import { openRecordings } from '../../src/main/storage/recordings/recordings-client'
import { launchWorker } from '../../src/main/programs/worker-thread'

/** Records some parts, in a thread as the program does, and is killed in the middle of the next one. */

const [folder = '', run = '', parts = ''] = process.argv.slice(2)
const program = fileURLToPath(new URL('../../src/main/recordings-worker.ts', import.meta.url))
const recordings = openRecordings({ folder, clock: systemClock, launch: launchWorker(program) })
const quarter = new Int16Array(6000).map((_, index) => (index * 7919) % 20_000)

async function record(): Promise<void> {
  for (let part = 0; ; part++) {
    const key = { conversationId: 'one', itemId: `run${run}-${part}`, contentIndex: 0 }
    const isLast = part === Number(parts)
    for (let step = 0; step < (isLast ? 20 : 40); step++) recordings.add(key, quarter)
    if (!isLast) recordings.finish(key)
    await recordings.read(key) // which is answered when all that came before is done
    if (isLast) process.kill(process.pid, 'SIGKILL')
  }
}

void record()
