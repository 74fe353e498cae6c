import { assertNever } from '../../../shared/assert-never'
import type { AppError } from '../../../shared/ipc/result'
import { isFinalError } from '../../../shared/realtime/error-codes'
import type { WireError } from '../../../shared/realtime/wire'
import type { Effect } from './effects'
import type { Input } from './inputs'
import { interrupt, truncate } from './interruption'
import { serverEvent } from './server-events'
import { type ConnectingSession, type MachineState, openSession, type OpenSession, partKey } from './state'
import { changeMode, discardTurn, frame, press, release, type } from './turns'

/** The next state, and what is to be done about it, in this order. */
export type Transition = readonly [MachineState, readonly Effect[]]

/** The session as a pure function: nothing here waits, reads a clock or touches a device. */
export function transition(state: MachineState, input: Input): Transition {
  // Whatever silenced the speaker, what had been heard is noted.
  if (input.type === 'silenced') return [state, truncate(input.parts)]
  switch (state.phase) {
    case 'idle':
    case 'closed':
      return input.type === 'start'
        ? [{ phase: 'connecting', settings: input.settings, typed: [] }, [{ type: 'connect' }]]
        : [state, []]
    case 'connecting':
      return connecting(state, input)
    case 'ready':
      return ready(state, input)
    case 'closing':
      return input.type === 'disconnected' ? [{ phase: 'closed', error: null }, []] : [state, []]
    default:
      return assertNever(state)
  }
}

function connecting(state: ConnectingSession, input: Exclude<Input, { type: 'silenced' }>): Transition {
  switch (input.type) {
    case 'stop':
      return [{ phase: 'closing' }, [{ type: 'disconnect' }]]
    case 'disconnected':
      return [{ phase: 'closed', error: input.error }, []]
    case 'change_mode':
      return [{ ...state, settings: { ...state.settings, mode: input.mode } }, []]
    case 'type':
      return [{ ...state, typed: [...state.typed, input.turn] }, [{ type: 'show_typed', turn: input.turn }]]
    case 'server_event':
      if (input.event.type === 'session.created') return greeted(state)
      // Instead of a greeting some servers say why there is none, and leave the socket open.
      return input.event.type === 'error' ? end(serverError(input.event.error)) : [state, []]
    default:
      return [state, []]
  }
}

/** The session is open: settings go first, then what was typed (and shown) while there was nobody to tell. */
function greeted({ settings, typed }: ConnectingSession): Transition {
  return typed.reduce<readonly [OpenSession, readonly Effect[]]>(
    ([state, effects], turn) => {
      const [next, more] = type(state, turn)
      return [next, [...effects, ...more.filter((effect) => effect.type !== 'show_typed')]]
    },
    [openSession(settings), [{ type: 'configure', settings }]],
  )
}

function ready(state: OpenSession, input: Exclude<Input, { type: 'silenced' }>): Transition {
  switch (input.type) {
    case 'press':
      return press(state)
    case 'release':
      return release(state)
    case 'discard_turn':
      return discardTurn(state)
    case 'type':
      return type(state, input.turn)
    case 'interrupt':
      return interrupt(state, false)
    case 'mute':
      return [{ ...state, muted: input.muted }, []]
    case 'change_mode':
      return changeMode(state, input.mode)
    case 'microphone':
      return [{ ...state, microphoneOpen: input.open }, []]
    case 'frame':
      return frame(state, input.samples)
    case 'server_event':
      return input.event.type === 'error' && isFinalError(input.event.error.code)
        ? end(serverError(input.event.error))
        : serverEvent(state, input.event)
    case 'playing':
      return state.queued.has(partKey(input.part)) ? [{ ...state, audible: input.part }, []] : [state, []]
    case 'heard': {
      const queued = new Map(state.queued)
      queued.delete(partKey(input.part))
      return [{ ...state, queued, audible: null }, []]
    }
    case 'stop': {
      const [, effects] = interrupt(state, false)
      return [{ phase: 'closing' }, [...effects, { type: 'disconnect' }]]
    }
    case 'disconnected':
      return [{ phase: 'closed', error: input.error }, [{ type: 'silence' }]]
    case 'start':
      return [state, []]
    default:
      return assertNever(input)
  }
}

/** Ends a session that the server refuses to go on with. */
const end = (error: AppError): Transition => [{ phase: 'closed', error }, [{ type: 'silence' }, { type: 'disconnect' }]]

function serverError({ code, message }: WireError): AppError {
  return {
    code: `server.${code ?? 'error'}`,
    message: `The server refused: ${message}`,
    hint: isFinalError(code) ? 'Check the key and the account it belongs to.' : '',
    displayable: true,
  }
}
