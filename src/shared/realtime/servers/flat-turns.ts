import type { RealtimeSessionCreateRequest } from 'openai/resources/realtime/realtime'

/** A session's settings with the voice and the detection of turns at their top, as xAI has them. */
export function toFlatTurns(session: RealtimeSessionCreateRequest): RealtimeSessionCreateRequest {
  const { input: { turn_detection, ...input } = {}, output: { voice, ...output } = {} } = session.audio ?? {}
  return {
    ...session,
    audio: { ...(hasFields(input) && { input }), ...(hasFields(output) && { output }) },
    ...(turn_detection !== undefined && { turn_detection }),
    ...(voice !== undefined && { voice }),
  }
}

const hasFields = (group: object): boolean => Object.keys(group).length > 0
