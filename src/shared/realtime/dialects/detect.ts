import type { Dialect } from '../dialect'
import type { WireEvent } from '../wire'
import { beta } from './beta'
import { isFields } from './fields'
import { ga } from './ga'

/** Whether an event could only come from a server of the beta: by its name, or by the shape of what it carries. */
export function isBeta(event: WireEvent): boolean {
  if (beta.serverEventToGa({ type: event.type }).type !== event.type) return true
  return isBetaSession(event.session) || (isFields(event.response) && 'modalities' in event.response)
}

/** A flat `voice` or `turn_detection` is no sign: some GA servers have those too. */
const isBetaSession = (session: unknown): boolean =>
  isFields(session) &&
  ('modalities' in session || 'input_audio_format' in session || 'input_audio_transcription' in session)

/** The dialect of a server, by its first event: the greeting carries the session. */
export const dialectOf = (greeting: WireEvent): Dialect => (isBeta(greeting) ? beta : ga)
