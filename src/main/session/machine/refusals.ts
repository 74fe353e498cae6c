import type { ClientEvent } from '../../../shared/realtime/client-events'
import { errorName, isBenignError } from '../../../shared/realtime/error-codes'
import { withoutRefused } from '../../../shared/realtime/refused-setting'
import type { ServerEventOf } from '../../../shared/realtime/server-events'
import type { ServerTraits } from '../../../shared/realtime/servers/server-traits'
import type { Effect } from './effects'
import { settleAnswer } from './settle'
import { collided, doubt, notActive, refused as refusedResponse, type ResponseOrder } from './responses'
import type { OpenSession } from './state'

type Step = readonly [OpenSession, readonly Effect[]]
type ErrorEvent = ServerEventOf<'error'>

/**
 * The server reported an error that leaves the session open.
 * @param refused the request that it is about; null when that can't be told
 */
export function error(state: OpenSession, event: ErrorEvent, refused: ClientEvent | null): Step {
  const code = errorName(event.error)
  if (code === 'response_cancel_not_active') return cancelled(state)
  if (code === 'conversation_already_has_active_response') return [withResponses(state, collided(state.responses)), []]
  switch (refused?.type) {
    case 'session.update':
      return settingRefused(state, event)
    case 'response.cancel':
      return [withoutAbility(state, 'cancels'), []]
    case 'conversation.item.truncate':
      return [isUnknownRequest(event) ? withoutAbility(state, 'truncates') : state, []]
    // Deleted here, and of another session, or deleted there already.
    case 'conversation.item.delete':
      return [state, []]
    case 'response.create':
      return requestRefused(state, event, refused)
    default:
      return unrelated(state, event)
  }
}

const shown = (event: ErrorEvent): readonly Effect[] =>
  isBenignError(errorName(event.error)) ? [] : [{ type: 'show_error', event }]

const withResponses = (state: OpenSession, [responses]: readonly [ResponseOrder, unknown]): OpenSession => ({
  ...state,
  responses,
})

/** The answer that was to be cancelled is over already. */
function cancelled(state: OpenSession): Step {
  const [responses, effects] = notActive(state.responses)
  if (responses === state.responses) return [state, []]
  return [{ ...state, responses }, [settleAnswer(state, 'incomplete'), ...effects]]
}

function requestRefused(state: OpenSession, event: ErrorEvent, request: ClientEvent): Step {
  const [responses, effects] = refusedResponse(state.responses, request)
  return [{ ...state, responses }, [...shown(event), ...effects]]
}

/** Servers refuse all settings because of one: they are sent again without it, and the user is told which it was. */
function settingRefused(state: OpenSession, event: ErrorEvent): Step {
  const without = withoutRefused(state.settings, event.error)
  if (!without) return unrelated(state, event)
  const { setting, settings } = without
  const told: Effect = { type: 'tell_setting_refused', setting, error: event.error }
  return [{ ...state, settings }, [{ type: 'configure', settings }, told]]
}

/** What a server lacks is not asked of it again in this session. */
const withoutAbility = (state: OpenSession, ability: keyof ServerTraits & ('cancels' | 'truncates')): OpenSession => ({
  ...state,
  settings: { ...state.settings, server: { ...state.settings.server, [ability]: false } },
})

/** Whether the server doesn't know the request at all, rather than having something against this one. */
const isUnknownRequest = ({ error: { code, type, message } }: ErrorEvent): boolean =>
  /unknown|unsupported|not[ _](?:supported|implemented)|unrecogni[sz]ed|invalid[ _](?:event|type|request_type)|no such event/i.test(
    `${code ?? ''} ${type ?? ''} ${message}`,
  )

/** An error about nothing that is known: the answer that is awaited may be what failed. */
function unrelated(state: OpenSession, event: ErrorEvent): Step {
  const effects = shown(event)
  return effects.length === 0 ? [state, []] : [{ ...state, responses: doubt(state.responses) }, effects]
}
