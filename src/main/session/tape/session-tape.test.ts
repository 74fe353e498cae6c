import { beforeEach, describe, expect, it } from 'vitest'
import { soundDigest } from '../../../../test/support/sound-digest'
import { TapeNotes } from '../../../../test/support/tape-notes'
import { msToSamples } from '../../../shared/audio-format'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import { concatSamples } from '../../audio/pcm'
import { SessionTape } from './session-tape'

let notes: TapeNotes
let tape: SessionTape
/** How much was sent, in samples. */
let sent: number

beforeEach(() => {
  notes = new TapeNotes()
  tape = new SessionTape(notes)
  sent = 0
})

/** What is sent at a position: no two positions within two seconds are the same. */
const at = (position: number): number => (position % 60_000) - 30_000

const samplesOf = (fromMs: number, untilMs: number): Int16Array =>
  new Int16Array(msToSamples(untilMs - fromMs)).map((_, index) => at(msToSamples(fromMs) + index))

/** What the file of a span is. */
const span = (fromMs: number, untilMs: number): string => soundDigest(samplesOf(fromMs, untilMs))

function send(ms: number, frameMs = 10): void {
  for (let left = msToSamples(ms); left > 0; left -= msToSamples(frameMs)) {
    const frame = new Int16Array(Math.min(left, msToSamples(frameMs))).map(() => at(sent++))
    tape.sent(frame)
  }
}

const started = (item_id: string | undefined, audio_start_ms: number | undefined): ServerEvent => ({
  type: 'input_audio_buffer.speech_started',
  item_id,
  audio_start_ms,
})
const stopped = (item_id: string | undefined, audio_end_ms: number | undefined): ServerEvent => ({
  type: 'input_audio_buffer.speech_stopped',
  item_id,
  audio_end_ms,
})
const committed = (item_id: string | undefined): ServerEvent => ({ type: 'input_audio_buffer.committed', item_id })
const refused: ServerEvent = {
  type: 'error',
  error: { code: 'input_audio_buffer_commit_empty', message: 'too little' },
}
const userItem = (id: string, type: string): ServerEvent => ({
  type: 'conversation.item.added',
  item: { id, type: 'message', role: 'user', content: [{ type }] },
})
const commit = (): void => tape.sentEvent({ type: 'input_audio_buffer.commit' })
const clear = (): void => tape.sentEvent({ type: 'input_audio_buffer.clear' })
const tell = (...events: readonly ServerEvent[]): void => events.forEach((event) => tape.serverEvent(event))

describe('what is said in push-to-talk', () => {
  beforeEach(() => tape.takesTurns('ptt'))

  it('is everything up to the commit, whatever is sent before the server confirms it', () => {
    send(500)
    commit()
    send(300)
    tell(committed('a'))
    send(200)
    commit()
    tell(committed('b'))
    expect(notes.files).toEqual({ 'a/0': span(0, 500), 'b/0': span(500, 1000) })
    expect(notes.open).toEqual([])
  })

  it('is nothing of what was thrown away', () => {
    send(500)
    clear()
    send(300)
    commit()
    tell(committed('a'))
    expect(notes.files).toEqual({ 'a/0': span(500, 800) })
  })

  it('is not recorded where the server refuses it', () => {
    send(50)
    commit()
    tell(refused)
    send(500)
    commit()
    tell(committed('a'))
    expect(notes.files).toEqual({ 'a/0': span(50, 550) })
  })

  it('is nothing while nothing is confirmed', () => {
    send(5000)
    commit()
    send(500)
    tape.closed()
    expect(notes.files).toEqual({})
    expect(notes.open).toEqual([])
  })

  it('is recorded under a name of its own when it is long, and is whole all the same', () => {
    send(60_000)
    expect(notes.open).toEqual(['~turn-1/0'])
    commit()
    tell(committed('a'))
    expect(notes.files['a/0']).toEqual(span(0, 60_000))
    expect(notes.open).toEqual([])
  })

  it('leaves nothing behind when it is long and thrown away', () => {
    send(60_000)
    clear()
    expect(notes.open).toEqual([])
    send(60_000)
    tape.closed()
    expect(notes.open).toEqual([])
    expect(notes.files).toEqual({})
  })

  it('gets its name later where the server confirms it without one', () => {
    send(500)
    commit()
    tell(committed(undefined), userItem('typed', 'input_text'), userItem('a', 'input_audio'))
    expect(notes.files).toEqual({ 'a/0': span(0, 500) })
  })

  it('is what the server gets: what the network made us drop is not in it', () => {
    send(15_000)
    tape.dropped(2000) // of what is ten seconds old
    commit()
    tell(committed('a'))
    const expected = soundDigest(concatSamples([samplesOf(0, 3000), samplesOf(5000, 15_000)]))
    expect(notes.files).toEqual({ 'a/0': expected })
  })

  it('moves with what was dropped before it', () => {
    send(8000)
    commit()
    send(5000)
    tape.dropped(2000)
    commit()
    tell(committed('a'), committed('b'))
    expect(notes.files).toEqual({
      'a/0': soundDigest(concatSamples([samplesOf(0, 1000), samplesOf(3000, 8000)])),
      'b/0': span(8000, 13_000),
    })
  })

  it('begins anew with each session', () => {
    send(500)
    tape.closed()
    tape.takesTurns('ptt')
    send(500)
    commit()
    tell(committed('a'))
    expect(notes.files).toEqual({ 'a/0': span(500, 1000) })
  })

  it('goes on when settings change and the mode does not', () => {
    send(500)
    tape.takesTurns('ptt')
    send(500)
    commit()
    tell(committed('a'))
    expect(notes.files).toEqual({ 'a/0': span(0, 1000) })
  })
})

describe('what is said hands-free', () => {
  beforeEach(() => tape.takesTurns('server_vad'))

  it('is the span in which the server heard speech', () => {
    send(3000)
    tell(started('a', 1700))
    send(2000)
    tell(stopped('a', 4500), committed('a'))
    send(100)
    tell(started('b', 4900))
    send(1000)
    tell(stopped('b', 6000), committed('b'))
    expect(notes.files).toEqual({ 'a/0': span(1700, 4500), 'b/0': span(4900, 6000) })
  })

  it('is recorded under the name that the server commits', () => {
    send(1000)
    tell(started('a', 0), stopped('a', 800), committed('other'))
    expect(notes.files).toEqual({})
  })

  it('is exact after ten minutes of silence', () => {
    for (let second = 0; second < 600; second++) send(1000, 1000)
    tell(started('a', 599_000))
    send(1000)
    tell(stopped('a', 600_500), committed('a'))
    expect(notes.files['a/0']).toEqual(span(599_000, 600_500))
  })

  it('is streamed when it is long, up to where the server says that it ended', () => {
    send(1000)
    tell(started('a', 500))
    send(60_000)
    expect(notes.open).toHaveLength(1)
    tell(stopped('a', 60_000), committed('a'))
    expect(notes.files['a/0']).toEqual(span(500, 60_000))
  })

  it('is nothing when it was cut off', () => {
    send(1000)
    tell(started('a', 500))
    clear()
    tell(committed('a'))
    expect(notes.files).toEqual({})
  })

  it('is where it was, for servers that say less', () => {
    send(5000)
    tell(started(undefined, undefined))
    send(1000)
    tell(stopped(undefined, undefined))
    send(500)
    tell(committed('a'))
    expect(notes.files).toEqual({ 'a/0': span(4000, 6000) })
  })

  it('ends with what was sent where the end is not said', () => {
    send(1000)
    tell(started('a', 500))
    send(1000)
    tell(committed('a'))
    expect(notes.files).toEqual({ 'a/0': span(500, 2000) })
  })

  it('survives a server that knows more of time than there was', () => {
    send(1000)
    tell(started('a', 1e12), stopped('a', 2e12), committed('a'), started('b', -5), stopped('b', -3), committed('b'))
    send(500)
    tell(started('c', 1000))
    send(500)
    tell(stopped('c', 2000), committed('c'))
    expect(notes.files).toEqual({ 'c/0': span(1000, 2000) })
  })

  it('is left out where its beginning is not held any more', () => {
    send(40_000, 1000)
    tell(started('a', 5000), stopped('a', 39_000), committed('a'))
    expect(notes.files).toEqual({})
  })

  it('goes by the clock of the server, which does not count what it never got', () => {
    send(20_000, 1000)
    tape.dropped(3000)
    send(2000)
    tell(started('a', 17_500), stopped('a', 18_500), committed('a'))
    expect(notes.files).toEqual({ 'a/0': span(20_500, 21_500) })
  })

  it('and in push-to-talk after that, is told apart', () => {
    send(1000)
    tell(started('a', 100), stopped('a', 900), committed('a'))
    clear()
    tape.takesTurns('ptt')
    send(1000)
    commit()
    tell(committed('b'))
    expect(notes.files).toEqual({ 'a/0': span(100, 900), 'b/0': span(1000, 2000) })
  })

  it('is not part of a turn in push-to-talk that begins with what the server has not taken', () => {
    send(1000)
    tell(started('a', 100), stopped('a', 900), committed('a'))
    tape.takesTurns('ptt')
    send(1000)
    commit()
    tell(committed('b'))
    expect(notes.files).toEqual({ 'a/0': span(100, 900), 'b/0': span(900, 2000) })
  })

  it('leaves nothing open, however many turns are never confirmed', () => {
    send(1000)
    for (let turn = 0; turn < 50; turn++) {
      tell(started(`t${turn}`, 500))
      send(1000, 1000)
    }
    tape.closed()
    expect(notes.open).toEqual([])
    expect(notes.files).toEqual({})
  })
})

describe('what is played', () => {
  const part = { itemId: 'answer', contentIndex: 0 }
  const other = { itemId: 'answer', contentIndex: 1 }

  it('is recorded by item and part', () => {
    tape.played(part, samplesOf(0, 100))
    tape.played(other, samplesOf(500, 600))
    tape.played(part, samplesOf(100, 200))
    tape.partFinished(part)
    tape.partFinished(part)
    tape.partFinished(other)
    expect(notes.files).toEqual({ 'answer/0': span(0, 200), 'answer/1': span(500, 600) })
  })

  it('is complete when the speaker is silenced, and takes nothing that comes late', () => {
    tape.played(part, samplesOf(0, 100))
    tape.silenced()
    tape.played(part, samplesOf(100, 200))
    tape.partFinished(part)
    expect(notes.files).toEqual({ 'answer/0': span(0, 100) })
  })

  it('is complete when the session ends', () => {
    tape.played(part, samplesOf(0, 100))
    tape.closed()
    expect(notes.files).toEqual({ 'answer/0': span(0, 100) })
  })

  it('is nothing where there was no sound', () => {
    tape.played(part, new Int16Array(0))
    tape.partFinished(part)
    tape.partFinished(other)
    expect(notes.files).toEqual({})
  })
})

describe('with recording off', () => {
  const part = { itemId: 'answer', contentIndex: 0 }

  it('nothing is recorded', () => {
    notes.on = false
    tape.takesTurns('ptt')
    send(60_000, 1000)
    commit()
    tell(committed('a'))
    tape.played(part, samplesOf(0, 100))
    tape.partFinished(part)
    tape.closed()
    expect(notes.files).toEqual({})
  })

  it.each([500, 30_000])('in the middle of a turn of %i ms, nothing is left of it', (ms) => {
    tape.takesTurns('ptt')
    send(ms)
    notes.on = false
    send(500)
    expect(notes.open).toEqual([])
    notes.on = true
    commit()
    tell(committed('a'))
    expect(notes.files).toEqual({})
    send(500)
    commit()
    tell(committed('b'))
    expect(Object.keys(notes.files)).toEqual(['b/0'])
  })

  it('in the middle of an answer, nothing is left of it', () => {
    tape.played(part, samplesOf(0, 100))
    notes.on = false
    tape.played(part, samplesOf(100, 200))
    expect(notes.open).toEqual([])
    notes.on = true
    tape.played(part, samplesOf(200, 300))
    tape.partFinished(part)
    expect(notes.files).toEqual({})
  })

  it('at the beginning of an answer, nothing of it is recorded later', () => {
    notes.on = false
    tape.played(part, samplesOf(0, 100))
    notes.on = true
    tape.played(part, samplesOf(100, 200))
    tape.partFinished(part)
    expect(notes.files).toEqual({})
  })

  it('at the beginning of speech, it is left out, and the next is recorded where it is', () => {
    notes.on = false
    tape.takesTurns('server_vad')
    send(5000)
    tell(started('a', 4500))
    notes.on = true
    send(1000)
    tell(stopped('a', 5500), committed('a'), started('b', 5600))
    send(1000)
    tell(stopped('b', 6500), committed('b'))
    expect(notes.files).toEqual({ 'b/0': span(5600, 6500) })
  })
})
