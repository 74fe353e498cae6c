import { msToSamples } from '../../../shared/audio-format'
import { serverTakesTurns } from '../../../shared/realtime/session-config'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { Effect } from './effects'
import { interrupt } from './interruption'
import { keep } from './pre-roll'
import { expect, request } from './responses'
import { isSending, type OpenSession } from './state'
import type { TypedTurn } from './typed-turn'

type Step = readonly [OpenSession, readonly Effect[]]

/**
 * The server refuses a commit of less audio than this (`input_audio_buffer_commit_empty`); and a key that was down for no
 * longer was touched by mistake, whatever was kept from before.
 */
const MIN_TURN_SAMPLES = msToSamples(100)

const commit: Effect = { type: 'send', event: { type: 'input_audio_buffer.commit' } }
const clear: Effect = { type: 'send', event: { type: 'input_audio_buffer.clear' } }

/**
 * The talk key goes down: whatever is being said stops, and the microphone is sent, with what it heard a moment before;
 * one that is missing is looked for.
 */
export function press(state: OpenSession): Step {
  if (state.settings.mode !== 'ptt' || state.talking) return [state, []]
  const [silent, effects] = interrupt(state, false)
  const open: Effect = { type: 'open_devices', mode: state.settings.mode }
  const early = silent.preRoll.map((samples): Effect => ({ type: 'send_audio', samples }))
  const sentSamples = silent.preRoll.reduce((sum, samples) => sum + samples.length, 0)
  return [
    { ...silent, talking: true, endingTurn: false, answersToCommit: null, sentSamples, turnSamples: 0, preRoll: [] },
    [...effects, ...early, ...(state.microphoneOpen ? [] : [open])],
  ]
}

/**
 * The talk key comes up: the turn is over and wants an answer, unless it is too short to hold a word. How the server learns
 * of it is different: by a commit and a request, by a commit alone, or by silence.
 */
export function release(state: OpenSession): Step {
  if (!state.talking) return [state, []]
  if (state.turnSamples < MIN_TURN_SAMPLES) return discardTurn(state)
  const { manualTurns, commit: commitBrings } = state.settings.server
  const ended = { ...state, talking: false, sentSamples: 0 }
  if (!manualTurns) return [{ ...ended, endingTurn: true, responses: expect(state.responses) }, []]
  if (commitBrings === 'answers') return [{ ...ended, responses: expect(state.responses) }, [commit]]
  const [responses, effects] = request(state.responses)
  return [{ ...ended, responses, answersToCommit: 0 }, [commit, ...effects]]
}

/** The server has heard the end of the turn, or is not waited for any more. */
export const endedTurn = (state: OpenSession): OpenSession =>
  state.endingTurn ? { ...state, endingTurn: false } : state

/** More turns than wait for their transcripts at any time. */
const MAX_UNTRANSCRIBED = 16

/** A turn was committed; its transcript will come, where there are transcripts. */
export function committed(state: OpenSession, itemId: string | undefined): OpenSession {
  if (!itemId || !state.settings.transcription || state.untranscribed.includes(itemId)) return state
  return { ...state, untranscribed: [...state.untranscribed, itemId].slice(-MAX_UNTRANSCRIBED) }
}

/** A transcript has come, or failed. Some servers give it another name than the turn: it is the oldest one's, then. */
export function transcribed(state: OpenSession, itemId: string): OpenSession {
  const { untranscribed } = state
  if (untranscribed.length === 0) return state
  const done = untranscribed.includes(itemId) ? itemId : untranscribed[0]
  return { ...state, untranscribed: untranscribed.filter((id) => id !== done) }
}

/** The turn is thrown away, here and at the server. */
export function discardTurn(state: OpenSession): Step {
  if (!state.talking) return [state, []]
  const effects = state.sentSamples > 0 ? [clear] : []
  return [{ ...state, talking: false, sentSamples: 0 }, effects]
}

/** A frame of the microphone: sent while talking is on; kept for a moment, or forgotten, otherwise. */
export function frame(state: OpenSession, samples: Int16Array): Step {
  if (isSending(state)) return send(state, samples)
  // Muted in the middle of speech, the server would wait for the end of it for ever: it gets silence to hear it by.
  const endsSpeech = state.muted && state.userSpeaking && serverTakesTurns(state.settings.mode)
  return endsSpeech || state.endingTurn ? send(state, new Int16Array(samples.length)) : [keep(state, samples), []]
}

const send = (state: OpenSession, samples: Int16Array): Step => [
  {
    ...state,
    sentSamples: state.sentSamples + samples.length,
    turnSamples: state.turnSamples + samples.length,
  },
  [{ type: 'send_audio', samples }],
]

/** The microphone delivers, or has stopped to; speech that it stopped in has no end that the server could hear. */
export function microphone(state: OpenSession, open: boolean): Step {
  const cutOff = !open && state.userSpeaking
  return [
    { ...state, microphoneOpen: open, userSpeaking: state.userSpeaking && open, preRoll: [] },
    cutOff ? [clear] : [],
  ]
}

/** A typed turn: it takes the floor as a spoken one does. */
export function type(state: OpenSession, turn: TypedTurn): Step {
  const [silent, interruption] = interrupt(state, false)
  const [responses, create] = request(silent.responses)
  const item: Effect = {
    type: 'send',
    event: {
      type: 'conversation.item.create',
      item: { id: turn.itemId, type: 'message', role: 'user', content: [{ type: 'input_text', text: turn.text }] },
    },
  }
  return [
    { ...silent, responses, answersToCommit: null },
    [...interruption, { type: 'show_typed', turn }, item, ...create],
  ]
}

/** Changes how turns are taken; a turn that has begun in the old way is thrown away. */
export function changeMode(state: OpenSession, mode: TurnMode): Step {
  if (state.settings.mode === mode) return [state, []]
  // Typing needs no sound, so the speaker will close: an answer that is being spoken ends here.
  const [silent, effects] = mode === 'text' ? interrupt(state, false) : ([state, []] as const)
  const abandoned = state.talking || (serverTakesTurns(state.settings.mode) && state.sentSamples > 0)
  const settings = { ...state.settings, mode }
  const idle = { talking: false, endingTurn: false, userSpeaking: false, sentSamples: 0, turnSamples: 0, preRoll: [] }
  const changed = { ...silent, ...idle, settings, speakerLost: false }
  return [changed, [...effects, ...(abandoned ? [clear] : []), { type: 'configure', settings }]]
}
