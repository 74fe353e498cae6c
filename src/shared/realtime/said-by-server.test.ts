import { describe, expect, it } from 'vitest'
import { codeOfServer, saidByServer } from './said-by-server'

describe('words of a server', () => {
  it('are cut to a bearable length', () => {
    expect(saidByServer('word '.repeat(100_000))).toHaveLength(2_000)
    expect(codeOfServer('x'.repeat(100_000))).toHaveLength(100)
    expect(saidByServer('Quota exceeded.')).toBe('Quota exceeded.')
  })

  it('can not turn the direction of what is read', () => {
    expect(saidByServer('safe\u202Eexe.txt\u2066\u200F')).toBe('safeexe.txt')
  })
})
