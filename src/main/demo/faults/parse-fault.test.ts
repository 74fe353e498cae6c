import { describe, expect, it } from 'vitest'
import { parseFault } from './parse-fault'

describe('parseFault', () => {
  it.each([
    ['response.done:2:drop', { on: 'response.done', nth: 2, action: { kind: 'drop' } }],
    ['*:10:malformed', { on: '*', nth: 10, action: { kind: 'malformed' } }],
    ['error:1:stall:250', { on: 'error', nth: 1, action: { kind: 'stall', ms: 250 } }],
    ['error:1:stall', { on: 'error', nth: 1, action: { kind: 'stall', ms: 3000 } }],
    [
      'error:1:error:insufficient_quota',
      { on: 'error', nth: 1, action: { kind: 'error', code: 'insufficient_quota' } },
    ],
    ['error:1:close:4001', { on: 'error', nth: 1, action: { kind: 'close', code: 4001, reason: 'closed by a fault' } }],
  ])('reads %j', (text, fault) => {
    expect(parseFault(text)).toEqual(fault)
  })

  it.each([
    '',
    'a',
    'a:1',
    'a:0:drop',
    'a:x:drop',
    'a:1:explode',
    'a:1:close:1005',
    'a:1:stall:-1',
    ':1:drop',
    'a:1:drop:now',
  ])('refuses %j', (text) => {
    expect(() => parseFault(text)).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'usage.bad_flag' }) }),
    )
  })
})
