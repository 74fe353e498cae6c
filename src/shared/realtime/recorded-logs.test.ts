import { describe, expect, it } from 'vitest'
import { readRecording } from './recording'

const created = { type: 'session.created', session: { instructions: 'Say {"type":"x"} -> aloud.' } }
const update = { type: 'session.update', session: {} }
const strange = { type: 'server.progress', percent: 3 }

/** What was read, as `<` or `>` and the type; what is no event as `<!`. */
const read = (text: string): string[] =>
  readRecording(text).entries.map(({ direction, frame }) => {
    const sign = direction === 'sent' ? '>' : '<'
    return frame.kind === 'event' ? `${sign} ${frame.event.type}` : `${sign}!`
  })

const lines = (...values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n')

describe('events in envelopes', () => {
  it.each([
    ['Parley', (sent: boolean, data: object) => ({ at: 1, direction: sent ? 'sent' : 'received', data })],
    ['direction and data', (sent: boolean, data: object) => ({ direction: sent ? 'out' : 'in', data })],
    ['a type', (sent: boolean, event: object) => ({ type: sent ? 'send' : 'receive', event })],
    ['a source', (sent: boolean, event: object) => ({ time: 'now', source: sent ? 'client' : 'server', event })],
    [
      'a type beside',
      (sent: boolean, data: object) => ({ type: 'frame', direction: sent ? 'Sent' : 'Received', data }),
    ],
    ['strings', (sent: boolean, data: object) => ({ type: sent ? 'send' : 'receive', data: JSON.stringify(data) })],
  ])('are read as they are written by recorders with %s', (_name, wrap) => {
    const text = lines(wrap(false, created), wrap(true, update), wrap(true, strange), wrap(false, strange))
    expect(read(text)).toEqual(['< session.created', '> session.update', '> server.progress', '< server.progress'])
    expect(readRecording(text).entries[0]?.frame).toEqual({ kind: 'event', event: created })
    expect(read(JSON.stringify(JSON.parse(`[${text.replaceAll('\n', ',')}]`), null, 2))).toHaveLength(4)
  })

  it('are known by their type where no direction is told, or that of the server’s own log', () => {
    expect(read(lines({ event: created }, { event: update }))).toEqual(['< session.created', '> session.update'])
    const log = lines({ direction: 'sent', data: created }, { direction: 'received', data: update })
    expect(read(log)).toEqual(['< session.created', '> session.update'])
  })

  it('are entries that can be counted where they hold no event', () => {
    expect(read(lines({ direction: 'sent', data: 'no JSON' }, { direction: 'received', data: 7 }))).toEqual([
      '>!',
      '<!',
    ])
  })

  it('are told from events that have such fields too', () => {
    const events = [
      { type: 'error', message: 'no', source: 'server' },
      { type: 'server.note', from: 'client', data: { text: 'x' } },
      { type: 'tool.result', event: { type: 'inner' } },
    ]
    expect(read(lines(...events))).toEqual(['< error', '< server.note', '< tool.result'])
  })
})

describe('a console log', () => {
  const log = [
    'Starting at port 8080 {"debug": true}',
    `[12:00:01] <- ${JSON.stringify(created)}`,
    `[12:00:01] -> ${JSON.stringify(update)}`,
    '-----',
    `2026-01-01T12:00:02Z DEBUG sent: ${JSON.stringify(strange)} (17 bytes)`,
    `12:00:03 ${JSON.stringify(strange)}`,
    `data: ${JSON.stringify({ direction: 'sent', data: strange })}`,
    'Traceback (most recent call last):',
    '  File "x.py", line 3',
    '',
    '[12:00:04] <- {"type":"response.done","respon',
  ].join('\n')

  it('is read for the events in its lines; the others are counted', () => {
    const events = [
      '< session.created',
      '> session.update',
      '> server.progress',
      '< server.progress',
      '> server.progress',
    ]
    expect(read(log)).toEqual([...events, '<!'])
    expect(readRecording(log).skippedLines).toBe(3)
  })

  it('is no log where all text is broken: that is counted as malformed', () => {
    const { entries, skippedLines } = readRecording('one\n{"type":"a"}\ntwo')
    expect({ kinds: entries.map(({ frame }) => frame.kind), skippedLines }).toEqual({
      kinds: ['malformed', 'event', 'malformed'],
      skippedLines: 0,
    })
  })

  it('is read in a time that grows with its length only', () => {
    const line = `[12:00:01] ${'{"a" '.repeat(200)} <- ${JSON.stringify(created)}`
    expect(readRecording(`${line}\n`.repeat(2_000)).entries).toHaveLength(2_000)
  })
})
