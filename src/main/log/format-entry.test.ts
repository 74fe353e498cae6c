import { describe, expect, it } from 'vitest'
import { formatEntry } from './format-entry'

const entry = { level: 'warn', scope: 'ipc', message: 'A request\nfailed.', fields: {}, stack: '' } as const
const at = Date.UTC(2026, 0, 2, 3, 4, 5)

describe('formatEntry()', () => {
  it('is one line, with the fields and the stack behind it', () => {
    const fields = { request: 'session.type', count: 2, gone: null }
    expect(formatEntry({ ...entry, fields, stack: '    at f (a.ts:1:2)' }, at, [])).toBe(
      '2026-01-02T03:04:05.000Z warn  ipc A request failed. request="session.type" count=2 gone=null\n    at f (a.ts:1:2)',
    )
  })

  it('takes out keys in use, and what looks like a key', () => {
    const fields = { one: 'my own key', other: 'sk-proj-0123456789abcdef' }
    expect(formatEntry({ ...entry, fields }, at, ['my own key'])).toMatch(/one="\[key\]" other="\[key\]"/)
  })

  it('cuts long entries', () => {
    expect(formatEntry({ ...entry, stack: 'x'.repeat(100_000) }, at, []).length).toBeLessThan(8_100)
  })
})
