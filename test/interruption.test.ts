import { afterEach, describe, expect, it } from 'vitest'
import { samplesToMs } from '../src/shared/audio-format'
import { defaultSettings, type TurnMode } from '../src/shared/realtime/session-config'
import { hello } from './support/sounds'
import { activity, serverEvent, type SessionRig, startSessionRig } from './support/session-rig'

let rig: SessionRig | null = null

afterEach(async () => {
  await rig?.close()
  rig = null
})

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

/** What was heard ends with the fade-out; what was truncated ends where the fade begins, or at its end. */
const toleranceMs = 20

function expectTruncationToWhatWasTaken(session: SessionRig): void {
  const takenMs = samplesToMs(session.device.sound().length)
  expect(Math.abs(truncation(session).audio_end_ms - takenMs)).toBeLessThanOrEqual(toleranceMs)
}

describe('interruption', () => {
  it('by voice truncates to what the device took, also after response.done', async () => {
    const session = await startSessionRig()
    rig = session
    await answerUnderWay(session, 'server_vad', 600)
    // The demo sends answers five times as fast as they play: this one has long been sent.
    expect(session.updates.some(serverEvent('response.done'))).toBe(true)
    const truncated = session.next(serverEvent('conversation.item.truncated'))
    void session.microphone.speak(hello())
    await truncated
    expectTruncationToWhatWasTaken(session)
    expect(session.sent.filter(({ type }) => type === 'response.cancel')).toEqual([])
  })

  it('by voice while the answer is still being sent leaves the cancelling to the server', async () => {
    const session = await startSessionRig({ pace: { chunkMs: 100, intervalMs: 50 } })
    rig = session
    await answerUnderWay(session, 'server_vad', 300)
    expect(session.updates.some(serverEvent('response.done'))).toBe(false)
    const truncated = session.next(serverEvent('conversation.item.truncated'))
    void session.microphone.speak(hello())
    await truncated
    expectTruncationToWhatWasTaken(session)
    expect(session.sent.filter(({ type }) => type === 'response.cancel')).toEqual([])
  })

  it('by key cancels the response under way, then truncates', async () => {
    const session = await startSessionRig({ pace: { chunkMs: 100, intervalMs: 50 } })
    rig = session
    await answerUnderWay(session, 'ptt', 300)
    const truncated = session.next(serverEvent('conversation.item.truncated'))
    session.service.post({ type: 'press' })
    await truncated
    const types = session.sent.map(({ type }) => type)
    expect(types.slice(-2)).toEqual(['response.cancel', 'conversation.item.truncate'])
    expectTruncationToWhatWasTaken(session)
  })

  it('keeps the text and marks how much was heard', async () => {
    const session = await startSessionRig()
    rig = session
    await answerUnderWay(session, 'ptt', 500)
    const truncated = session.next(serverEvent('conversation.item.truncated'))
    session.service.post({ type: 'interrupt' })
    await truncated
    const answer = session.service.conversation
      .snapshot()
      .find((item) => item.kind === 'message' && item.role === 'assistant')
    if (answer?.kind !== 'message') throw new Error('no answer')
    expect(answer.parts[0]).toMatchObject({ heardMs: truncation(session).audio_end_ms })
    expect(answer.parts[0]?.text).toMatch(/^This is what I heard/)
  })
})
