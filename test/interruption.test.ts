import { describe, expect, it } from 'vitest'
import { concatSamples } from '../src/main/audio/pcm'
import { msToSamples, samplesToMs } from '../src/shared/audio-format'
import { defaultSettings } from '../src/shared/realtime/session-config'
import type { TurnMode } from '../src/shared/realtime/turn-mode'
import { bestMatch } from './support/correlation'
import { activity, serverEvent, type SessionRig, startSessionRig } from './support/session-rig'
import { hello, silence } from './support/sounds'
import { TapeNotes } from './support/tape-notes'

/** Runs a test on a session of its own; all of them wait for speech, and do so side by side. */
const withSession =
  (options: Parameters<typeof startSessionRig>[0], test: (session: SessionRig, tape: TapeNotes) => Promise<void>) =>
  async (): Promise<void> => {
    const tape = new TapeNotes()
    const session = await startSessionRig({ ...options, recorder: tape })
    try {
      await test(session, tape)
    } finally {
      await session.close()
    }
  }

/** The truncation that was sent. */
function truncation({ sent }: SessionRig) {
  const event = sent.find(({ type }) => type === 'conversation.item.truncate')
  if (event?.type !== 'conversation.item.truncate') throw new Error('nothing was truncated')
  return event
}

/** Speaks, and waits until so much of the mirror's answer was played. */
async function answerUnderWay(session: SessionRig, mode: TurnMode, playedMs: number): Promise<void> {
  const { service, microphone, device } = session
  const ready = session.next((update) => update.type === 'state' && update.state.phase === 'ready')
  service.start({ ...defaultSettings, mode })
  await ready
  if (mode === 'ptt') service.post({ type: 'press' })
  const stopped = mode === 'ptt' ? null : session.next(serverEvent('input_audio_buffer.speech_stopped'))
  const speaking = session.next(activity('speaking'))
  await microphone.speak(hello())
  if (mode === 'ptt') service.post({ type: 'release' })
  await stopped
  await speaking
  await device.hasTaken(playedMs)
}

/** An answer takes half as long to send as to play; the pieces are long, so that none comes too late. */
const unhurried = { chunkMs: 800, intervalMs: 400 }
/** How much of the end of what was heard is looked for: longer than a pause between words, and found in no time. */
const endMs = 500
/** What was taken ends with the fade-out; what is reported ends where the fade begins, or at its end. */
const toleranceMs = 20

/** What the server was told to be heard is what the device took: to its end, and nothing of what follows. */
function expectTruncationToWhatWasTaken(session: SessionRig, tape: TapeNotes): void {
  const { item_id: itemId, content_index: contentIndex, audio_end_ms: reportedMs } = truncation(session)
  const answer = tape.soundOf({ itemId, contentIndex })
  const end = answer.subarray(0, msToSamples(reportedMs - toleranceMs)).subarray(-msToSamples(endMs))
  const taken = concatSamples([session.device.sound().subarray(-2 * end.length), silence(endMs)])
  const { score, offsetSamples } = bestMatch(end, taken)
  expect(score).toBeGreaterThan(0.95)
  expect(samplesToMs(taken.length - offsetSamples - 2 * end.length)).toBeLessThanOrEqual(2 * toleranceMs)
}

/** Speaks over the answer, and expects a truncation without a cancel: the server cancels by itself. */
async function expectTruncationByVoice(session: SessionRig, tape: TapeNotes): Promise<void> {
  const truncated = session.next(serverEvent('conversation.item.truncated'))
  void session.microphone.speak(hello())
  await truncated
  expectTruncationToWhatWasTaken(session, tape)
  expect(session.sent.filter(({ type }) => type === 'response.cancel')).toEqual([])
}

describe.concurrent('interruption', () => {
  it(
    'by voice truncates to what the device took, also after response.done',
    withSession({}, async (session, tape) => {
      // The demo sends answers five times as fast as they play.
      const sent = session.next(serverEvent('response.done'))
      await answerUnderWay(session, 'server_vad', 700)
      await sent
      await expectTruncationByVoice(session, tape)
    }),
  )

  it(
    'by voice while the answer is still being sent leaves the cancelling to the server',
    withSession({ pace: unhurried }, async (session, tape) => {
      await answerUnderWay(session, 'server_vad', 700)
      await expectTruncationByVoice(session, tape)
    }),
  )

  it(
    'by key cancels the response under way, then truncates',
    withSession({ pace: unhurried }, async (session, tape) => {
      await answerUnderWay(session, 'ptt', 700)
      const truncated = session.next(serverEvent('conversation.item.truncated'))
      session.service.post({ type: 'press' })
      await truncated
      const types = session.sent.map(({ type }) => type)
      expect(types.slice(-2)).toEqual(['response.cancel', 'conversation.item.truncate'])
      expectTruncationToWhatWasTaken(session, tape)
    }),
  )

  it(
    'keeps the text and marks how much was heard',
    withSession({}, async (session) => {
      await answerUnderWay(session, 'ptt', 700)
      const truncated = session.next(serverEvent('conversation.item.truncated'))
      session.service.post({ type: 'interrupt' })
      await truncated
      const answer = session.service.conversation
        .snapshot()
        .find((item) => item.kind === 'message' && item.role === 'assistant')
      if (answer?.kind !== 'message') throw new Error('no answer')
      expect(answer.parts[0]).toMatchObject({ heardMs: truncation(session).audio_end_ms })
      expect(answer.parts[0]?.text).toMatch(/^This is what I heard/)
    }),
  )
})
