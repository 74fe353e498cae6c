import { describe, expect, it } from 'vitest'
import { msToSamples, samplesToMs } from '../src/shared/audio-format'
import type { MessageItem } from '../src/shared/conversation/item'
import { defaultSettings, type TurnMode } from '../src/shared/realtime/session-config'
import { bestMatch } from './support/correlation'
import { activity, serverEvent, type SessionRig, startSessionRig } from './support/session-rig'
import { hello } from './support/sounds'
import { TapeNotes } from './support/tape-notes'

/** Runs a test on a session of its own; they take seconds, and run side by side. */
const withSession = (test: (session: SessionRig, notes: TapeNotes) => Promise<void>) => async (): Promise<void> => {
  const notes = new TapeNotes()
  const session = await startSessionRig({ recorder: notes })
  try {
    await test(session, notes)
  } finally {
    await session.close()
  }
}

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

const soundOf = (notes: TapeNotes, { id }: MessageItem): Int16Array => notes.soundOf({ itemId: id, contentIndex: 0 })

describe.concurrent('what a session records', () => {
  for (const mode of ['ptt', 'server_vad'] as const) {
    it(
      `in ${mode} is what was sent, and what was played`,
      withSession(async (session, notes) => {
        await talk(session, mode)
        await session.next(activity('waiting'))
        const [question, answer] = [messageOf(session, 'user'), messageOf(session, 'assistant')]
        expect(Object.keys(notes.files)).toEqual([`${question.id}/0`, `${answer.id}/0`])
        const asked = soundOf(notes, question)
        expect(bestMatch(hello(), asked).score).toBeGreaterThan(0.9999)
        // The server says how long speech was, and all of its own sound.
        if (mode === 'server_vad') expect(asked.length).toBe(msToSamples(question.parts[0]?.audioMs ?? 0))
        expect(samplesToMs(soundOf(notes, answer).length)).toBe(answer.parts[0]?.audioMs)
        expect(bestMatch(session.device.sound(), soundOf(notes, answer)).score).toBeGreaterThan(0.999)
      }),
    )
  }

  it(
    'of an answer that is interrupted is a whole file, longer than what was heard',
    withSession(async (session, notes) => {
      await talk(session, 'ptt')
      await session.device.hasTaken(300)
      const truncated = session.next(serverEvent('conversation.item.truncated'))
      session.service.post({ type: 'press' })
      await truncated
      const answer = messageOf(session, 'assistant')
      const heardMs = answer.parts[0]?.heardMs ?? Number.POSITIVE_INFINITY
      expect(samplesToMs(soundOf(notes, answer).length)).toBeGreaterThan(heardMs)
      expect(notes.open).toEqual([])
    }),
  )
})
