import { assertNever } from '../../../shared/assert-never'
import { type AppError, appError } from '../../../shared/ipc/result'
import { errorName, isFinalError } from '../../../shared/realtime/error-codes'
import { isGreeting } from '../../../shared/realtime/greeting'
import type { ServerEventOf } from '../../../shared/realtime/server-events'
import { serverRefusal } from '../../../shared/realtime/server-refusal'
import type { Effect } from './effects'
import type { Input } from './inputs'
import { adjust, deleteItem } from './changes'
import { tell } from './context'
import { interrupt } from './interruption'
import { isDue, overdue, retry } from './overdue'
import { PartQueue } from './part-queue'
import { serverEvent } from './server-events'
import { connectingSession, type ConnectingSession, type MachineState, openSession, type OpenSession } from './state'
import { changeMode, discardTurn, frame, microphone, press, release, type } from './turns'

/** The next state, and what is to be done about it, in this order. */
export type Transition = readonly [MachineState, readonly Effect[]]

/** The session as a pure function: nothing here waits, reads a clock or touches a device. */
export function transition(state: MachineState, input: Input): Transition {
  switch (state.phase) {
    case 'idle':
      return input.type === 'start' ? connect(input) : [state, []]
    case 'closed':
      return [state, []]
    case 'connecting':
      return connecting(state, input)
    case 'ready':
      return ready(state, input)
    case 'closing':
      return closing(state, input)
    default:
      return assertNever(state)
  }
}

const connect = ({ settings, context = [] }: Extract<Input, { type: 'start' }>): Transition => [
  connectingSession(settings, context),
  [{ type: 'connect' }],
]

const closed: MachineState = { phase: 'closed', error: null }

function closing(state: MachineState, input: Input): Transition {
  switch (input.type) {
    case 'disconnected':
      return [closed, []]
    case 'overdue':
      return [isDue(state, input.deadline) ? closed : state, []]
    default:
      return [state, []]
  }
}

function connecting(state: ConnectingSession, input: Input): Transition {
  switch (input.type) {
    case 'stop':
      return [{ phase: 'closing' }, [{ type: 'disconnect' }]]
    case 'disconnected':
      return [{ phase: 'closed', error: input.error }, []]
    case 'mute':
      return [{ ...state, muted: input.muted }, []]
    case 'press':
      return [{ ...state, talking: state.settings.mode === 'ptt' }, []]
    case 'release':
    case 'discard_turn':
      return [{ ...state, talking: false }, []]
    case 'change_mode':
      return [{ ...state, settings: { ...state.settings, mode: input.mode } }, []]
    case 'adjust':
      return [{ ...state, settings: { ...state.settings, ...input.settings } }, []]
    case 'type':
      return [{ ...state, typed: [...state.typed, input.turn] }, [{ type: 'show_typed', turn: input.turn }]]
    case 'server_event':
      if (isGreeting(input.event)) return greeted(state)
      // Instead of a greeting some servers say why there is none, and leave the socket open.
      return input.event.type === 'error' ? refused(input.event) : [state, []]
    case 'overdue':
      return isDue(state, input.deadline) ? end(noGreeting, []) : [state, []]
    default:
      return [state, []]
  }
}

/** The session is open: settings go first, then what was said before, then what the user did (and was shown) while there was nobody to tell. */
function greeted({ settings, context, typed, muted, talking }: ConnectingSession): Transition {
  const configured: readonly Effect[] = [{ type: 'configure', settings }, ...context.map(tell)]
  const opened: Transition = [{ ...openSession(settings), muted }, configured]
  const inputs: readonly Input[] = [
    ...typed.map((turn): Input => ({ type: 'type', turn })),
    ...(talking ? [{ type: 'press' } as const] : []),
  ]
  return inputs.reduce<Transition>(([state, effects], input) => {
    const [next, more] = transition(state, input)
    return [next, [...effects, ...more.filter((effect) => effect.type !== 'show_typed')]]
  }, opened)
}

function ready(state: OpenSession, input: Input): Transition {
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
    case 'retry':
      return retry(state)
    case 'overdue':
      return isDue(state, input.deadline) ? overdue(state, input.deadline) : [state, []]
    case 'mute':
      return [{ ...state, muted: input.muted }, []]
    case 'change_mode':
      return changeMode(state, input.mode)
    case 'adjust':
      return adjust(state, input.settings)
    case 'delete_item':
      return deleteItem(state, input.itemId)
    case 'microphone':
      return microphone(state, input.open)
    case 'frame':
      return frame(state, input.samples)
    case 'echo_cancelled':
      return [{ ...state, echoCancelled: input.cancelled }, []]
    case 'server_event':
      return input.event.type === 'error' && isFinalError(errorName(input.event.error))
        ? refused(input.event)
        : serverEvent(state, input.event, input.refused ?? null)
    case 'playing':
      return state.queued.has(input.part) ? [{ ...state, audible: input.part }, []] : [state, []]
    case 'heard':
      return [{ ...state, queued: state.queued.without(input.part), audible: null }, []]
    case 'speaker_lost':
      // The answer goes on: it can still be read.
      return [{ ...state, speakerLost: true, queued: PartQueue.empty, audible: null }, [silence]]
    case 'stop': {
      const [, effects] = interrupt(state, false)
      return [{ phase: 'closing' }, [...effects, { type: 'disconnect' }]]
    }
    case 'disconnected':
      return [{ phase: 'closed', error: input.error }, [silence]]
    case 'start':
      return [state, []]
    default:
      return assertNever(input)
  }
}

const silence: Effect = { type: 'silence', thenSend: [] }

/** Ends a session that the server refuses to go on with. */
const refused = (event: ServerEventOf<'error'>): Transition =>
  end(serverRefusal(event.error), [{ type: 'show_error', event }])

const end = (error: AppError, told: readonly Effect[]): Transition => [
  { phase: 'closed', error },
  [...told, silence, { type: 'disconnect' }],
]

const noGreeting = appError('endpoint.silent')
