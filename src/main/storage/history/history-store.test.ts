import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe } from 'vitest'
import { historyPortOf, NewsBoard } from '../../../../test/support/history-port-of'
import { ManualClock } from '../../../../test/support/manual-clock'
import { MemoryHistory } from '../../../../test/support/memory-history'
import { describeHistory, type HistoryUnderTest } from './history.contract'
import { HistoryStore } from './history-store'
import { openHistoryFile } from './file/open-history-file'

function storeAt(file: string, end: () => void): HistoryUnderTest {
  const clock = new ManualClock()
  const board = new NewsBoard()
  const { database } = openHistoryFile(file, clock)
  const store = new HistoryStore(database, { clock, path: file === ':memory:' ? null : file, onNews: board.tell })
  return {
    history: historyPortOf(store, board),
    pass: (ms) => clock.advance(ms),
    end: () => {
      store.close()
      end()
      return Promise.resolve()
    },
  }
}

describe('the history in memory', () => {
  describeHistory(() => Promise.resolve(storeAt(':memory:', () => undefined)))
})

describe('the history in a file', () => {
  describeHistory(() => {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-history-'))
    return Promise.resolve(storeAt(path.join(folder, 'history.db'), () => rmSync(folder, { recursive: true })))
  })
})

describe('the history for tests', () => {
  describeHistory(() => {
    const clock = new ManualClock()
    return Promise.resolve({
      history: new MemoryHistory(() => clock.wallTime()),
      pass: (ms) => clock.advance(ms),
      end: () => Promise.resolve(),
    })
  })
})
