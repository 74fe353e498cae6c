import { fileURLToPath } from 'node:url'
import { openRecordings } from '../../src/main/storage/recordings/recordings-client'
import { launchWorker } from '../../src/main/storage/worker-thread'

/** Records one part after another, in a thread as the program does, until it is killed; tells of each that was recorded. */

const [folder = '', run = ''] = process.argv.slice(2)
const program = fileURLToPath(new URL('../../src/main/recordings-worker.ts', import.meta.url))
const recordings = openRecordings({ folder, launch: launchWorker(program) })
const quarter = new Int16Array(6000).map((_, index) => (index * 7919) % 20_000)

recordings.subscribe((news) => {
  if (news.kind === 'recorded') process.stdout.write('.')
})

/** As much as is recorded before the next question is answered: no more is ever waiting. */
async function record(): Promise<void> {
  for (let part = 0; ; part++) {
    const key = { conversationId: 'one', itemId: `run${run}-${part}`, contentIndex: 0 }
    for (let step = 0; step < 40; step++) recordings.add(key, quarter)
    recordings.finish(key)
    await recordings.read(key)
  }
}

void record()
