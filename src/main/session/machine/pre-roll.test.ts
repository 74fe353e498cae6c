import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../shared/realtime/session-config'
import { openSession, type OpenSession } from './state'
import { frame, microphone, press, release } from './turns'

const open: OpenSession = { ...openSession({ ...defaultSettings, mode: 'ptt' }), microphoneOpen: true }
const part = { itemId: 'answer', contentIndex: 0 }

/** Hears frames that are numbered by their samples. */
function hear(state: OpenSession, from: number, to: number): OpenSession {
  let heard = state
  for (let number = from; number < to; number++) [heard] = frame(heard, new Int16Array(240).fill(number))
  return heard
}

/** The numbers of the frames that leave when the key goes down. */
const leaving = (state: OpenSession): readonly number[] =>
  press(state)[1].flatMap((effect) => (effect.type === 'send_audio' ? [effect.samples[0] ?? -1] : []))

describe('what was heard before the talk key went down', () => {
  it('begins the turn: the last 300 ms of it, in order', () => {
    const numbers = leaving(hear(open, 0, 100))
    expect(numbers).toHaveLength(30)
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => 70 + index))
  })

  it('is not the end of the last turn', () => {
    const [talking] = press(open)
    const [after] = release(hear(talking, 0, 50))
    expect(leaving(hear(after, 50, 52))).toEqual([50, 51])
  })

  it('is not the answer that was playing', () => {
    const speaking = { ...hear(open, 0, 50), audible: part }
    expect(leaving(hear(speaking, 50, 60))).toEqual([])
    expect(leaving(hear({ ...hear(speaking, 50, 60), audible: null }, 60, 63))).toEqual([60, 61, 62])
  })

  it('is the user alone where the answer is taken out of it', () => {
    const speaking = { ...hear(open, 0, 50), audible: part, echoCancelled: true }
    expect(leaving(hear(speaking, 50, 60))).toHaveLength(30)
  })

  it('is forgotten with the microphone that heard it', () => {
    const [without] = microphone(hear(open, 0, 50), false)
    expect(leaving({ ...without, microphoneOpen: true })).toEqual([])
  })

  it('does not make a turn of a key that was only touched', () => {
    const [talking] = press(hear(open, 0, 50))
    const [, effects] = release(hear(talking, 50, 59))
    expect(effects).toEqual([{ type: 'send', event: { type: 'input_audio_buffer.clear' } }])
  })

  it('is kept in push-to-talk only', () => {
    const handsFree = { ...open, muted: true, settings: { ...open.settings, mode: 'server_vad' as const } }
    expect(hear(handsFree, 0, 50).preRoll).toEqual([])
  })
})
