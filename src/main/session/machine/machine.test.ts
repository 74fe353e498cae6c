import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../shared/realtime/session-config'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import type { Effect } from './effects'
import type { Input } from './inputs'
import type { PlayedAudio } from '../../../shared/session/audio-part'
import { truncate } from './interruption'
import { transition } from './machine'
import { type MachineState, toSessionState } from './state'

const microphoneOpens: Input = { type: 'microphone', open: true }
const frame: Input = { type: 'frame', samples: new Int16Array(240).fill(7) }
const server = (event: ServerEvent): Input => ({ type: 'server_event', event })
const greeting = server({ type: 'session.created', session: {} })
const responseCreated = (id: string): Input => server({ type: 'response.created', response: { id } })
const responseDone = (id: string, status = 'completed'): Input =>
  server({ type: 'response.done', response: { id, status } })
const audio = (responseId: string, itemId = 'answer'): Input =>
  server({
    type: 'response.output_audio.delta',
    response_id: responseId,
    output_index: 0,
    item_id: itemId,
    content_index: 0,
    delta: 'AAAA',
  })
const speechStarted = server({ type: 'input_audio_buffer.speech_started' })
const type = (itemId: string): Input => ({ type: 'type', turn: { itemId, text: 'Hello' } })
const repeat = (input: Input, times: number): readonly Input[] => Array.from({ length: times }, () => input)

/** Runs inputs from the start of a session; answers the end state and all effects. */
function run(mode: TurnMode, inputs: readonly Input[]): { state: MachineState; effects: readonly Effect[] } {
  const start: Input = { type: 'start', settings: { ...defaultSettings, mode } }
  let state: MachineState = { phase: 'idle' }
  const effects: Effect[] = []
  for (const input of [start, greeting, microphoneOpens, ...inputs]) {
    const [next, more] = transition(state, input)
    state = next
    effects.push(...more)
  }
  return { state, effects }
}

/** The sound that was sent, in order. */
const audioSent = (effects: readonly Effect[]): readonly Int16Array[] =>
  effects.flatMap((effect) => (effect.type === 'send_audio' ? [effect.samples] : []))

/** The types of what was sent to the server. */
const sent = (effects: readonly Effect[]): readonly string[] =>
  effects.flatMap((effect) => {
    if (effect.type === 'send') return [effect.event.type]
    return effect.type === 'silence' ? effect.thenSend.map(({ type }) => type) : []
  })

const activityOf = (state: MachineState): string => {
  const shown = toSessionState(state)
  return shown.phase === 'ready' ? shown.activity : shown.phase
}

describe('push-to-talk', () => {
  it('sends the microphone only while the key is down, and what it heard a moment before', () => {
    const held = run('ptt', [...repeat(frame, 2), { type: 'press' }, ...repeat(frame, 3)])
    expect(audioSent(held.effects)).toHaveLength(5)
    const after = run('ptt', [{ type: 'press' }, ...repeat(frame, 20), { type: 'release' }, ...repeat(frame, 9)])
    expect(audioSent(after.effects)).toHaveLength(20)
  })

  it('commits a turn and asks for the answer, since a commit alone starts none', () => {
    const { effects, state } = run('ptt', [{ type: 'press' }, ...repeat(frame, 10), { type: 'release' }])
    expect(sent(effects)).toEqual(['input_audio_buffer.commit', 'response.create'])
    expect(activityOf(state)).toBe('thinking')
  })

  it('throws away a turn of less than 100 ms, which the server would refuse', () => {
    const { effects, state } = run('ptt', [{ type: 'press' }, ...repeat(frame, 9), { type: 'release' }])
    expect(sent(effects)).toEqual(['input_audio_buffer.clear'])
    expect(activityOf(state)).toBe('waiting')
  })

  it('throws away a discarded turn', () => {
    const { effects } = run('ptt', [{ type: 'press' }, ...repeat(frame, 50), { type: 'discard_turn' }])
    expect(sent(effects)).toEqual(['input_audio_buffer.clear'])
  })

  it('interrupts the answer under way: silence first, then the cancel', () => {
    const { effects } = run('ptt', [type('a'), responseCreated('r'), audio('r'), { type: 'press' }])
    expect(effects.at(-1)).toEqual({ type: 'silence', thenSend: [{ type: 'response.cancel' }] })
  })

  it('cancels a response that is asked for but not begun as soon as it begins', () => {
    const { effects } = run('ptt', [type('a'), { type: 'press' }, responseCreated('r'), audio('r')])
    expect(sent(effects).at(-1)).toBe('response.cancel')
    expect(effects.some((effect) => effect.type === 'play')).toBe(false)
  })
})

describe('hands-free', () => {
  it('sends nothing where there is no microphone, and does not say so', () => {
    const { state } = run('server_vad', [{ type: 'microphone', open: false }])
    expect(toSessionState(state)).toMatchObject({ sending: false, microphoneOpen: false })
  })

  it('sends the microphone all the time, unless muted', () => {
    const { effects } = run('server_vad', [frame, { type: 'mute', muted: true }, frame, { type: 'mute', muted: false }])
    expect(effects.filter((effect) => effect.type === 'send_audio')).toHaveLength(1)
  })

  it('leaves the cancelling to the server, and drops the audio that is still on its way', () => {
    const { effects } = run('server_vad', [responseCreated('r'), audio('r'), speechStarted, audio('r')])
    expect(sent(effects)).toEqual([])
    expect(effects.filter((effect) => effect.type === 'play')).toHaveLength(1)
    expect(effects.at(-1)).toEqual({ type: 'silence', thenSend: [] })
  })

  it('silences what is still playing after the response has ended', () => {
    const { effects } = run('server_vad', [responseCreated('r'), audio('r'), responseDone('r'), speechStarted])
    expect(effects.at(-1)).toEqual({ type: 'silence', thenSend: [] })
    expect(sent(effects)).toEqual([])
  })

  it('plays the next answer after an interruption', () => {
    const inputs = [responseCreated('r'), audio('r'), speechStarted, responseDone('r', 'cancelled')]
    const { effects } = run('server_vad', [...inputs, responseCreated('s'), audio('s', 'next')])
    expect(effects.at(-1)).toMatchObject({ type: 'play', part: { itemId: 'next' } })
  })
})

describe('truncation', () => {
  const part = (playedSamples: number, receivedSamples: number): PlayedAudio => ({
    itemId: 'answer',
    contentIndex: 0,
    playedSamples,
    receivedSamples,
    complete: false,
  })

  it('names whole milliseconds that were heard, rounded down', () => {
    expect(truncate([part(24_023, 48_000)])).toMatchObject([
      { type: 'mark_heard', heardMs: 1000 },
      { event: { type: 'conversation.item.truncate', audio_end_ms: 1000 } },
    ])
  })

  it('never names more than was received', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (played, received) => {
        for (const effect of truncate([part(played, received)])) {
          if (effect.type !== 'send' || effect.event.type !== 'conversation.item.truncate') continue
          expect(effect.event.audio_end_ms).toBeLessThanOrEqual(Math.floor(received / 24))
          expect(effect.event.audio_end_ms).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('deletes an answer of which nothing was heard, and leaves alone one that never came', () => {
    expect(sent(truncate([part(0, 2400)]))).toEqual(['conversation.item.delete'])
    expect(truncate([part(0, 0)])).toEqual([])
  })
})

describe('the order of responses', () => {
  it('asks once for turns that are typed while an answer is being asked for', () => {
    const { effects } = run('text', [type('a'), type('b'), type('c')])
    expect(sent(effects).filter((event) => event === 'response.create')).toHaveLength(1)
  })

  it('asks again when the cancelled response is done', () => {
    const { effects } = run('text', [type('a'), responseCreated('r'), type('b'), responseDone('r', 'cancelled')])
    expect(sent(effects)).toEqual([
      'conversation.item.create',
      'response.create',
      'response.cancel',
      'conversation.item.create',
      'response.create',
    ])
  })

  it('asks again after a response that the server began by itself', () => {
    const collision = server({
      type: 'error',
      error: { code: 'conversation_already_has_active_response', message: 'already active' },
    })
    const { effects } = run('server_vad', [type('a'), responseCreated('own'), collision, responseDone('own')])
    expect(sent(effects).filter((event) => event === 'response.create')).toHaveLength(2)
  })

  it('holds what is typed before the session is open, and sends it in order', () => {
    const start: Input = { type: 'start', settings: { ...defaultSettings, mode: 'text' } }
    let state: MachineState = { phase: 'idle' }
    const effects: Effect[] = []
    for (const input of [start, type('a'), type('b'), greeting]) {
      const [next, more] = transition(state, input)
      state = next
      effects.push(...more)
    }
    const items = effects.flatMap((effect) =>
      effect.type === 'send' && effect.event.type === 'conversation.item.create' ? [effect.event.item] : [],
    )
    expect(items).toMatchObject([{ id: 'a' }, { id: 'b' }])
    expect(effects.filter((effect) => effect.type === 'show_typed')).toHaveLength(2)
  })
})

describe('errors while an answer is asked for', () => {
  const failure = (event_id: string): Input => ({
    type: 'server_event',
    event: { type: 'error', error: { code: 'rate_limit_exceeded', message: 'too fast', event_id } },
    refused: { type: 'response.create', event_id },
  })

  it('end the waiting when they refuse the request, and let the next one out', () => {
    const { state, effects } = run('text', [type('a'), type('b'), failure('request_1')])
    expect(sent(effects).filter((event) => event === 'response.create')).toHaveLength(2)
    expect(activityOf(state)).toBe('thinking')
    expect(activityOf(run('text', [type('a'), failure('request_1')]).state)).toBe('waiting')
  })

  it('change nothing when they are about something else', () => {
    expect(activityOf(run('text', [type('a'), failure('another_event')]).state)).toBe('thinking')
  })

  it('bring no answer back that the user has stopped', () => {
    const collision = server({
      type: 'error',
      error: { code: 'conversation_already_has_active_response', message: 'already active' },
    })
    const stopped = [type('a'), responseCreated('own'), { type: 'interrupt' } as const, collision]
    const { effects } = run('server_vad', [...stopped, responseDone('own', 'cancelled')])
    expect(sent(effects).filter((event) => event === 'response.create')).toHaveLength(1)
  })
})

describe('servers that leave things out', () => {
  it('end a response without naming it', () => {
    const { state } = run('text', [type('a'), responseCreated('r'), responseDone('')])
    expect(activityOf(state)).toBe('waiting')
  })

  it('are heard again after an interruption, though no response has a name', () => {
    const inputs = [responseCreated(''), audio(''), speechStarted, responseDone('', 'cancelled')]
    const { effects } = run('server_vad', [...inputs, responseCreated(''), audio('', 'next')])
    expect(effects.at(-1)).toMatchObject({ type: 'play', part: { itemId: 'next' } })
  })

  it('report the end of an old response late, and the present one plays on', () => {
    const { effects } = run('server_vad', [
      responseCreated('old'),
      responseCreated('new'),
      audio('new'),
      responseDone('old'),
    ])
    expect(effects.at(-1)).toMatchObject({ type: 'play' })
  })

  it('greet with another event than most', () => {
    const start: Input = { type: 'start', settings: defaultSettings }
    const [connecting] = transition({ phase: 'idle' }, start)
    expect(transition(connecting, server({ type: 'conversation.created' }))[0].phase).toBe('ready')
  })
})

describe('what the user does while the session opens', () => {
  const opening = (...inputs: Input[]) => {
    let [state] = transition({ phase: 'idle' }, { type: 'start', settings: { ...defaultSettings, mode: 'ptt' } })
    for (const input of [...inputs, greeting, microphoneOpens]) [state] = transition(state, input)
    return toSessionState(state)
  }

  it('holds: the talk key that is down talks, muted is muted', () => {
    expect(opening({ type: 'press' })).toMatchObject({ activity: 'listening', sending: true })
    expect(opening({ type: 'press' }, { type: 'release' })).toMatchObject({ activity: 'waiting' })
    expect(opening({ type: 'mute', muted: true })).toMatchObject({ muted: true })
  })
})

describe('sound that goes missing', () => {
  it('is no reason to speak for ever: without a speaker the answer is read', () => {
    const { state, effects } = run('ptt', [type('a'), responseCreated('r'), audio('r'), { type: 'speaker_lost' }])
    expect(effects.at(-1)).toEqual({ type: 'silence', thenSend: [] })
    const [after, more] = transition(state, audio('r'))
    expect(more).toEqual([])
    expect(activityOf(transition(after, responseDone('r'))[0])).toBe('waiting')
  })

  it('has been spoken all the same: the voice is fixed', () => {
    const { state } = run('ptt', [{ type: 'speaker_lost' }, responseCreated('r1'), audio('r1')])
    expect(state).toMatchObject({ hasSpoken: true })
  })

  it('ends a turn that was muted in the middle: the server hears silence', () => {
    const { effects } = run('server_vad', [
      frame,
      speechStarted,
      { type: 'mute', muted: true },
      { type: 'frame', samples: new Int16Array(240).fill(9) },
    ])
    expect(effects.at(-1)).toEqual({ type: 'send_audio', samples: new Int16Array(240) })
  })

  it('ends a turn whose microphone was unplugged', () => {
    const { state, effects } = run('server_vad', [frame, speechStarted, { type: 'microphone', open: false }])
    expect(sent(effects)).toEqual(['input_audio_buffer.clear'])
    expect(activityOf(state)).toBe('waiting')
  })
})

describe('the end of a session', () => {
  it('comes with an error that trying again cannot mend', () => {
    const refusal = server({ type: 'error', error: { code: 'insufficient_quota', message: 'You exceeded your quota' } })
    const { state, effects } = run('ptt', [refusal])
    expect(state).toMatchObject({ phase: 'closed', error: { code: 'server.insufficient_quota' } })
    expect(effects.at(-1)).toEqual({ type: 'disconnect' })
  })

  it('does not come with the errors of a lost race', () => {
    const race = server({ type: 'error', error: { code: 'response_cancel_not_active', message: 'nothing to cancel' } })
    expect(run('ptt', [race]).state.phase).toBe('ready')
  })
})

describe('any inputs at all', () => {
  const ids = fc.constantFrom('r', 's', 't')
  const input: fc.Arbitrary<Input> = fc.oneof(
    fc.constantFrom<Input>(frame, { type: 'press' }, { type: 'release' }, { type: 'discard_turn' }),
    fc.constantFrom<Input>({ type: 'interrupt' }, { type: 'mute', muted: true }, { type: 'mute', muted: false }),
    fc.constantFrom<Input>(speechStarted, greeting, type('a'), type('b')),
    fc.constantFrom<TurnMode>('ptt', 'server_vad', 'text').map((mode): Input => ({ type: 'change_mode', mode })),
    ids.map(responseCreated),
    ids.map((id) => responseDone(id)),
    ids.map((id) => audio(id)),
  )

  it('never leave two requests for a response in the air', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
        let state: MachineState = { phase: 'idle' }
        let inTheAir = 0
        for (const next of [{ type: 'start', settings: defaultSettings } as const, greeting, ...inputs]) {
          if (next.type === 'server_event' && next.event.type.startsWith('response.created')) inTheAir = 0
          if (next.type === 'server_event' && next.event.type === 'response.done') inTheAir = 0
          const [after, effects] = transition(state, next)
          state = after
          inTheAir += sent(effects).filter((event) => event === 'response.create').length
          expect(inTheAir).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('never send the microphone while talking is off', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
        let { state } = run('ptt', [])
        for (const next of inputs) {
          const shown = toSessionState(state)
          const [after, effects] = transition(state, next)
          const allowed = shown.phase === 'ready' && shown.sending
          // Silence may be sent, for a server that waits for the end of speech.
          const heard = audioSent(effects).filter((samples) => samples.some((sample) => sample !== 0))
          if (!allowed && next.type !== 'press') expect(heard).toEqual([])
          state = after
        }
      }),
    )
  })
})
