import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { soundDigest } from '../../../../test/support/sound-digest'
import { TapeNotes } from '../../../../test/support/tape-notes'
import { msToSamples } from '../../../shared/audio-format'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import { SessionTape } from './session-tape'

/** Something that happens when so much was sent, in milliseconds. */
interface Moment {
  readonly atMs: number
  readonly act: (tape: SessionTape) => void
}

/** Digests of the sound. */
type Files = Readonly<Record<string, string>>

const at = (position: number): number => ((position * 7) % 65_536) - 32_768
const samplesOf = (from: number, until: number): Int16Array =>
  new Int16Array(Math.max(0, until - from)).map((_, index) => at(from + index))
const span = (fromMs: number, untilMs: number): string =>
  soundDigest(samplesOf(msToSamples(fromMs), msToSamples(untilMs)))

const event = (told: ServerEvent) => (tape: SessionTape) => tape.serverEvent(told)

/** Sends everything in pieces of these lengths, again and again, with all moments in their places. */
function record(
  mode: 'ptt' | 'server_vad',
  totalMs: number,
  moments: readonly Moment[],
  lengths: readonly number[],
): Files {
  const notes = new TapeNotes()
  const tape = new SessionTape(notes)
  tape.takesTurns(mode)
  const waiting = moments.toSorted((one, other) => one.atMs - other.atMs)
  const total = msToSamples(totalMs)
  for (let sent = 0, piece = 0; ; piece++) {
    for (; waiting[0] && msToSamples(waiting[0].atMs) <= sent; waiting.shift()) waiting[0].act(tape)
    if (sent >= total) break
    const until = Math.min(
      total,
      sent + (lengths[piece % lengths.length] ?? 240),
      msToSamples(waiting[0]?.atMs ?? totalMs),
    )
    tape.sent(samplesOf(sent, until))
    sent = until
  }
  tape.closed()
  expect(notes.open).toEqual([])
  return notes.files
}

const lengths = fc.array(fc.integer({ min: 240, max: 30_000 }), { minLength: 1, maxLength: 6 })

/** Turns that follow each other: silence, then speech, and how long it takes until the server says so. */
const turns = fc.array(
  fc.record({
    silenceMs: fc.nat(20_000),
    speechMs: fc.integer({ min: 1, max: 25_000 }),
    startedAfterMs: fc.nat(1500),
    stoppedAfterMs: fc.nat(1500),
    committed: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
)

describe('the tape, however what is sent is cut into pieces,', () => {
  it('records each span of speech that the server hears, and no sample more', () => {
    fc.assert(
      fc.property(turns, lengths, (heard, pieces) => {
        const moments: Moment[] = []
        const expected: Record<string, string> = {}
        let now = 0
        heard.forEach((turn, index) => {
          const item_id = `turn${index}`
          const start = now + turn.silenceMs
          const end = start + turn.speechMs
          const told = Math.min(start + turn.startedAfterMs, end)
          now = end + turn.stoppedAfterMs
          moments.push(
            { atMs: told, act: event({ type: 'input_audio_buffer.speech_started', item_id, audio_start_ms: start }) },
            { atMs: now, act: event({ type: 'input_audio_buffer.speech_stopped', item_id, audio_end_ms: end }) },
          )
          if (!turn.committed) return
          moments.push({ atMs: now, act: event({ type: 'input_audio_buffer.committed', item_id }) })
          expected[`${item_id}/0`] = span(start, end)
        })
        expect(record('server_vad', now + 100, moments, pieces)).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })

  it('records each turn that is committed in push-to-talk, and none that is thrown away', () => {
    fc.assert(
      fc.property(turns, lengths, (said, pieces) => {
        const moments: Moment[] = []
        const expected: Record<string, string> = {}
        let now = 0
        let confirmedAt = 0 // in order, as servers do
        said.forEach((turn, index) => {
          const start = now
          now += turn.speechMs
          if (!turn.committed) {
            moments.push({ atMs: now, act: (tape) => tape.sentEvent({ type: 'input_audio_buffer.clear' }) })
            return
          }
          const item_id = `turn${index}`
          const confirmed = event({ type: 'input_audio_buffer.committed', item_id })
          moments.push({ atMs: now, act: (tape) => tape.sentEvent({ type: 'input_audio_buffer.commit' }) })
          confirmedAt = Math.max(confirmedAt, now + turn.stoppedAfterMs)
          moments.push({ atMs: confirmedAt, act: confirmed })
          expected[`${item_id}/0`] = span(start, now)
        })
        expect(record('ptt', Math.max(now, confirmedAt) + 100, moments, pieces)).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })
})
