import { performance } from 'node:perf_hooks'
import type { HistoryStore } from '../../src/main/storage/history/history-store'
import type { MessageItem } from '../../src/shared/conversation/item'
import { noUsage } from '../../src/shared/usage/usage'
import type { Measurement } from '../support/benchmark'
import { percentile } from '../support/measure'
import { BEGAN_AT, CONVERSATIONS, EVERY_MS } from './build'
import { createRandom } from './random'
import { createVocabulary, zipfPicker } from './vocabulary'

const ANSWERS = 300
/** An answer of so many seconds, with so many pieces each. */
const SECONDS = 6
const PIECES_A_SECOND = 40

/**
 * What is written while answers stream: every second the pieces that came in it, and at its end an answer as a whole. The
 * store is told to write at these moments, instead of waiting for them.
 */
export function measureCheckpoints(store: HistoryStore): readonly Measurement[] {
  const startedAt = Math.ceil(BEGAN_AT + (CONVERSATIONS + 1) * EVERY_MS)
  const keeper = store.keep({ id: 'conversation_streaming', startedAt })
  const word = zipfPicker(createVocabulary(), createRandom(4))
  const times: number[] = []
  const write = (): void => {
    const start = performance.now()
    if (!store.flush()) throw new Error('The history can not be written.')
    times.push(performance.now() - start)
  }
  for (let answer = 0; answer < ANSWERS; answer++) {
    const id = `item_${answer}`
    const item = answerOf(id, startedAt + answer * SECONDS * 1000)
    keeper.record([{ op: 'insert', item, after: answer === 0 ? null : `item_${answer - 1}` }])
    let text = ''
    for (let piece = 1; piece <= SECONDS * PIECES_A_SECOND; piece++) {
      const next = `${word()} `
      text += next
      keeper.record([{ op: 'append_text', id, part: 0, text: next }])
      if (piece % PIECES_A_SECOND === 0) write()
    }
    keeper.record([{ op: 'update', item: answerOf(id, item.at, text) }])
    keeper.respond({ id: `resp_${answer}`, at: item.at, usage: noUsage, dollars: 0.01 })
    write()
  }
  return [
    { name: 'history.checkpoint_ms', value: percentile(times, 0.99), target: 5 },
    { name: 'history.checkpoint_ms_median', value: percentile(times, 0.5) },
    { name: 'history.checkpoint_ms_max', value: percentile(times, 1) },
  ]
}

/** An answer that is complete when its text is given. */
const answerOf = (id: string, at: number | null, text = ''): MessageItem => ({
  kind: 'message',
  id,
  at,
  role: 'assistant',
  responseId: `resp_${id}`,
  status: text === '' ? 'in_progress' : 'completed',
  parts: [{ kind: 'audio', text, audioMs: text.length * 60, heardMs: null, transcript: 'done' }],
})
