import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryTranscript } from '../../../../test/support/arbitrary-transcript'
import { aTranscript, spoken, written } from '../../../../test/support/transcripts'
import type { Item } from '../../../shared/conversation/item'
import { cuesOf } from './cues'

const start = 1_000_000

const cues = (...items: readonly Item[]) => Array.from(cuesOf(aTranscript(items, { startedAt: start }), () => ''))

const times = (...items: readonly Item[]) => cues(...items).map(({ startMs, endMs }) => [startMs, endMs])

describe('cuesOf', () => {
  it('shows an answer from when it was first seen, as long as its sound lasts', () => {
    expect(times(spoken('assistant', start + 2000, 'It is five past two.', 1900))).toEqual([[2000, 3900]])
  })

  it("shows a user's speech before the moment at which it was over", () => {
    expect(times(spoken('user', start + 5000, 'What time is it?', 1500))).toEqual([[3500, 5000]])
  })

  it('ends an answer where the user stopped it, with what was heard', () => {
    const [cue, ...others] = cues(spoken('assistant', start, 'It is five past two in the afternoon.', 4000, 2000))
    expect(cue).toMatchObject({ startMs: 0, endMs: 2000, lines: ['It is five past'] })
    expect(others).toEqual([])
  })

  it('has nothing for what nobody heard, for calls, notices and instructions', () => {
    const base = { id: 'i', at: start, status: 'completed' } as const
    const none = cues(
      spoken('assistant', start, 'Unheard.', 4000, 0),
      written('Be kind.', 'system'),
      { ...base, kind: 'function_call', callId: 'c', name: 'f', arguments: '{}' },
      { ...base, kind: 'notice', level: 'info', code: 'c', text: 'Note.' },
    )
    expect(none).toEqual([])
  })

  it('takes 15 characters a second where no sound tells, one turn after the other', () => {
    expect(times(written('x'.repeat(30)), written('y'.repeat(42)))).toEqual([
      [0, 2000],
      [2000, 4800],
    ])
  })

  it('makes way for the next turn, though not below a second a cue', () => {
    const long = spoken('assistant', start, 'A rather slow answer.', 6000)
    expect(times(long, spoken('assistant', start + 3000, 'Next.', 1000))).toEqual([
      [0, 3000],
      [3000, 4000],
    ])
    expect(times(long, spoken('assistant', start + 200, 'Next.', 1000))).toEqual([
      [0, 1000],
      [1000, 2000],
    ])
  })

  it('makes a long pause short, and goes on from there', () => {
    const day = 86_400_000
    const items = [0, 3_590_000, day, day + 20_000].map((at) => spoken('assistant', start + at, 'Hello.', 2000))
    expect(times(...items)).toEqual([
      [0, 2000],
      [3_590_000, 3_592_000],
      [3_602_000, 3_604_000],
      [3_622_000, 3_624_000],
    ])
  })

  it('stays in step with slow speech', () => {
    const slow = cues(spoken('assistant', start, 'one two three four five six', 27_000))
    expect(slow.map(({ lines }) => lines.join(' '))).toEqual(['one two', 'three', 'four', 'five', 'six'])
    expect(slow.every(({ startMs, endMs }) => endMs - startMs <= 7000)).toBe(true)
  })

  it('keeps its order and its limits for every transcript, and never overlaps', () => {
    fc.assert(
      fc.property(arbitraryTranscript, (transcript) => {
        let end = 0
        for (const cue of cuesOf(transcript, (speaker) => `${speaker}: `)) {
          expect(cue.startMs).toBeGreaterThanOrEqual(end)
          expect(cue.endMs).toBeGreaterThan(cue.startMs)
          expect(cue.endMs - cue.startMs).toBeLessThanOrEqual(7000)
          expect(cue.lines.length).toBeLessThanOrEqual(2)
          end = cue.endMs
        }
      }),
    )
  })
})
