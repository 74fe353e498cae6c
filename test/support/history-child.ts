import { openSync, writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../src/main/clock/system-clock'
import { openHistory } from '../../src/main/storage/history/thread/history-client'
import { launchWorker } from '../../src/main/programs/worker-thread'
import { Conversation } from '../../src/shared/conversation/conversation'
import type { Item } from '../../src/shared/conversation/item'
import type { Patch } from '../../src/shared/conversation/patches'
import type { ServerEvent } from '../../src/shared/realtime/server-events'
import { received, turnEvents } from './turn-events'

/**
 * Keeps a conversation of 200 turns, typed and spoken by turns, until it is done or killed:
 * `history-child.ts <file> <conversation> <log>`. Each state of an item is noted in the log before it is told.
 */

const [file = '', id = '', log = ''] = process.argv.slice(2)
const TURNS = 200

const notes = openSync(log, 'a')
const conversation = new Conversation()
const history = openHistory({
  path: file,
  clock: systemClock,
  launch: launchWorker(fileURLToPath(new URL('../../src/main/history-worker.ts', import.meta.url))),
})
history.subscribe((news) => {
  if (news.kind === 'trouble') note({ at: Date.now(), trouble: news.error.code })
})
// Its thread starts from source here, which takes longer than from what users get.
await history.ids()
const keeper = history.keep({ id, startedAt: Date.now() })
keeper.runsOn({ model: 'demo', endpoint: 'Demo' })

let previous: string | null = null
for (let turn = 0; turn < TURNS; turn++) {
  const name = `turn_${turn}`
  const events = turnEvents(name, previous)
  const asked = turn % 2 === 0 ? received(events.user) : [typed(`${name}_user`, previous)]
  for (const event of [...asked, ...received(events.answer)]) {
    tell(conversation.apply(event, Date.now()))
    await setTimeout(1)
  }
  previous = events.last
}
await history.close()
note({ at: Date.now(), done: true })

function tell(patches: readonly Patch[]): void {
  const items = new Map(
    conversation
      .snapshot()
      .slice(-6)
      .map((item) => [item.id, item]),
  )
  for (const patch of patches) {
    const item = 'item' in patch ? patch.item : 'id' in patch ? items.get(patch.id) : undefined
    if (item) note({ at: Date.now(), item })
    if (patch.op === 'usage') keeper.respond({ ...patch.response, dollars: 0.01 })
  }
  keeper.record(patches)
}

function note(note: {
  readonly at: number
  readonly item?: Item
  readonly trouble?: string
  readonly done?: true
}): void {
  writeSync(notes, `${JSON.stringify(note)}\n`)
}

function typed(itemId: string, behind: string | null): ServerEvent {
  const content = [{ type: 'input_text', text: `What is the weather in ${itemId}?` }]
  const item = { id: itemId, type: 'message', role: 'user', status: 'completed', content }
  return { type: 'conversation.item.added', item, previous_item_id: behind }
}
