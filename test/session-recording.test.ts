import { beforeAll, describe, expect, it } from 'vitest'
import { msToSamples, samplesToMs } from '../src/shared/audio-format'
import type { MessageItem } from '../src/shared/conversation/item'
import { defaultSettings } from '../src/shared/realtime/session-config'
import type { TurnMode } from '../src/shared/realtime/turn-mode'
import { bestMatch } from './support/correlation'
import { activity, serverEvent, type SessionRig, startSessionRig } from './support/session-rig'
import { hello } from './support/sounds'
import { TapeNotes } from './support/tape-notes'

/** Says hello to the demo, and waits until its answer is being heard. */
async function talk(session: SessionRig, mode: TurnMode): Promise<void> {
  const { service, microphone } = session
  const ready = session.next((update) => update.type === 'state' && update.state.phase === 'ready')
  service.start({ ...defaultSettings, mode })
  await ready
  if (mode === 'ptt') service.post({ type: 'press' })
  const speaking = session.next(activity('speaking'))
  await microphone.speak(hello())
  if (mode === 'ptt') service.post({ type: 'release' })
  await speaking
}

const messageOf = ({ service }: SessionRig, role: MessageItem['role']): MessageItem => {
  const found = service.conversation.snapshot().find((item) => item.kind === 'message' && item.role === role)
  if (found?.kind !== 'message') throw new Error(`There is no message of the ${role}`)
  return found
}

/** What is left of a session that is over. */
interface Recorded {
  readonly notes: TapeNotes
  readonly question: MessageItem
  readonly answer: MessageItem
  /** What the speaker took. */
  readonly played: Int16Array
  /** Files that were still being written before the session was closed. */
  readonly open: readonly string[]
}

const soundOf = ({ notes }: Recorded, { id }: MessageItem): Int16Array => notes.soundOf({ itemId: id, contentIndex: 0 })

/** Pieces of the answer are long, so that none comes too late to be played in time. */
const pace = { chunkMs: 400, intervalMs: 80 }

/** Says hello, and waits for what follows. */
async function record(mode: TurnMode, follow: (session: SessionRig) => Promise<void>): Promise<Recorded> {
  const notes = new TapeNotes()
  const session = await startSessionRig({ recorder: notes, pace })
  try {
    await talk(session, mode)
    await follow(session)
    const [question, answer] = [messageOf(session, 'user'), messageOf(session, 'assistant')]
    return { notes, question, answer, played: session.device.sound(), open: notes.open }
  } finally {
    await session.close()
  }
}

const toTheEnd = (session: SessionRig): Promise<void> => session.next(activity('waiting'))

async function interrupt(session: SessionRig): Promise<void> {
  await session.device.hasTaken(300)
  const truncated = session.next(serverEvent('conversation.item.truncated'))
  session.service.post({ type: 'press' })
  await truncated
}

describe('the recording of a session', () => {
  const recorded: Partial<Record<TurnMode | 'interrupted', Recorded>> = {}

  // The sessions talk side by side. Sounds are compared when all are over: that would hold up what is still played.
  beforeAll(async () => {
    const [ptt, server_vad, interrupted] = await Promise.all([
      record('ptt', toTheEnd),
      record('server_vad', toTheEnd),
      record('ptt', interrupt),
    ])
    Object.assign(recorded, { ptt, server_vad, interrupted })
  })

  it.each(['ptt', 'server_vad'] as const)('in %s contains what was sent and what was played', (mode) => {
    const session = recorded[mode]!
    const { question, answer } = session
    expect(Object.keys(session.notes.files)).toEqual([`${question.id}/0`, `${answer.id}/0`])
    const asked = soundOf(session, question)
    expect(bestMatch(hello(), asked).score).toBeGreaterThan(0.9999)
    // The server says how long speech was, and all of its own sound.
    if (mode === 'server_vad') expect(asked.length).toBe(msToSamples(question.parts[0]?.audioMs ?? 0))
    expect(samplesToMs(soundOf(session, answer).length)).toBe(answer.parts[0]?.audioMs)
    expect(bestMatch(session.played, soundOf(session, answer)).score).toBeGreaterThan(0.999)
  })

  it('contains an interrupted answer as a complete file, longer than what was heard', () => {
    const session = recorded.interrupted!
    const heardMs = session.answer.parts[0]?.heardMs ?? Number.POSITIVE_INFINITY
    expect(samplesToMs(soundOf(session, session.answer).length)).toBeGreaterThan(heardMs)
    expect(session.open).toEqual([])
  })
})
