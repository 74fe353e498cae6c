import { describe, expect, it } from 'vitest'
import { silence, tone } from '../../../../test/support/sounds'
import { samplesToMs } from '../../../shared/audio-format'
import type { WireEvent } from '../../../shared/realtime/wire'
import { turnDetectionDefaults } from '../settings/session-settings'
import { AudioInput, type CommitCause } from './audio-input'
import { samplesToBase64 } from './base64'

const detection = turnDetectionDefaults.ga.server_vad

function input(settings: typeof detection | null = detection) {
  let ids = 0
  const sent: WireEvent[] = []
  const committed: { ms: number; cause: CommitCause; id: string }[] = []
  const audio = new AudioInput(settings, {
    newId: (kind) => `${kind}_${(ids += 1)}`,
    newResampler: () => ({ process: (samples) => samples, flush: () => new Int16Array(0) }),
    send: (event) => sent.push(event),
    onSpeechStarted: () => undefined,
    mayAnswerSilence: () => true,
    onCommit: (id, samples, cause) => committed.push({ ms: samplesToMs(samples.length), cause, id }),
  })
  const hear = (...sounds: Int16Array[]) => sounds.forEach((sound) => audio.append(samplesToBase64(sound)))
  return { audio, hear, sent, committed, types: () => sent.map(({ type }) => type) }
}

describe('AudioInput', () => {
  it('makes a message of a turn alone, and leaves what comes after for the next', () => {
    const { audio, hear, committed } = input()
    hear(silence(1000), tone(400), silence(1000))
    expect(committed).toEqual([{ ms: 300 + 400 + 500, cause: 'turn', id: 'item_1' }])
    audio.commit()
    expect(committed[1]).toEqual({ ms: 500, cause: 'client', id: 'item_2' })
  })

  it('forgets old silence while it waits for speech, and nothing when nobody listens for it', () => {
    const open = input()
    const manual = input(null)
    for (const { audio, hear } of [open, manual]) {
      for (let second = 0; second < 60; second += 1) hear(silence(1000))
      audio.commit()
    }
    expect([open.committed[0]?.ms, manual.committed[0]?.ms]).toEqual([30_000, 60_000])
  })

  it('does not lose the turn being spoken to settings that say the same', () => {
    const { audio, hear, types } = input()
    hear(tone(400))
    audio.configure({ ...detection })
    hear(tone(400), silence(600))
    expect(types()).toEqual(['input_audio_buffer.speech_started', 'input_audio_buffer.speech_stopped'])
  })

  it('finds no turns once that is switched off, and again when it is switched on', () => {
    const { audio, hear, sent } = input()
    audio.configure(null)
    hear(tone(400), silence(600))
    expect(sent).toEqual([])
    audio.configure(detection)
    hear(tone(400))
    expect(sent).toMatchObject([{ type: 'input_audio_buffer.speech_started', audio_start_ms: 1000 }])
  })

  it('times silence only where the client asks for it', () => {
    const { audio, hear, sent } = input()
    audio.expectReply(0)
    hear(silence(60_000))
    expect(sent).toEqual([])
  })
})
