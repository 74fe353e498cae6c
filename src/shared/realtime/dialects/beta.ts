import type { Dialect } from '../dialect'
import type { WireEvent } from '../wire'
import { itemToBeta, itemToGa, partToBeta, partToGa, within } from './beta-items'
import { requestToBeta, requestToGa, responseToBeta, responseToGa, sessionToBeta, sessionToGa } from './beta-settings'
import { type Fields, isFields } from './fields'

/** Server events that were renamed. */
const gaNames: ReadonlyMap<string, string> = new Map([
  ['response.text.delta', 'response.output_text.delta'],
  ['response.text.done', 'response.output_text.done'],
  ['response.audio.delta', 'response.output_audio.delta'],
  ['response.audio.done', 'response.output_audio.done'],
  ['response.audio_transcript.delta', 'response.output_audio_transcript.delta'],
  ['response.audio_transcript.done', 'response.output_audio_transcript.done'],
])

const betaNames: ReadonlyMap<string, string> = new Map([
  ...Array.from(gaNames, ([beta, ga]) => [ga, beta] as const),
  ['conversation.item.added', 'conversation.item.created'],
])

/** GA says when an item is finished; the beta does not. */
const gaOnly = 'conversation.item.done'

type Translate = (value: unknown) => unknown

const each =
  (translate: Translate): Translate =>
  (value) =>
    Array.isArray(value) ? value.map(translate) : value

const object =
  (translate: (fields: Fields) => Fields): Translate =>
  (value) =>
    isFields(value) ? translate(value) : value

/** Translates the objects that events carry: what an event has is decided by its fields, so new events just work. */
function translate(
  event: WireEvent,
  to: { session: Translate; response: Translate; item: Translate; part: Translate },
): WireEvent {
  const { type } = event
  let fields: Fields = event
  fields = within(fields, 'session', to.session)
  fields = within(fields, 'response', to.response)
  fields = within(fields, 'item', to.item)
  fields = within(fields, 'part', to.part)
  return { ...fields, type }
}

const rename = (event: WireEvent, names: ReadonlyMap<string, string>): WireEvent => {
  const type = names.get(event.type)
  return type === undefined ? event : { ...event, type }
}

const serverResponseToGa = object((response) => within(responseToGa(response), 'output', each(itemToGa)))
const serverResponseToBeta = object((response) => within(responseToBeta(response), 'output', each(itemToBeta)))
const requestedResponseToGa = object((response) => within(requestToGa(response), 'input', each(itemToGa)))
const requestedResponseToBeta = object((response) => within(requestToBeta(response), 'input', each(itemToBeta)))

const toGa = { session: object(sessionToGa), item: itemToGa, part: partToGa }
const toBeta = { session: object(sessionToBeta), item: itemToBeta, part: partToBeta }

/** The protocol of 2024-10, which older recordings and some servers still speak. */
export const beta: Dialect = {
  name: 'beta',
  headers: { 'OpenAI-Beta': 'realtime=v1' },
  serverEventToGa: (event) => translate(rename(event, gaNames), { ...toGa, response: serverResponseToGa }),
  serverEventFromGa: (event) =>
    event.type === gaOnly ? null : translate(rename(event, betaNames), { ...toBeta, response: serverResponseToBeta }),
  clientEventToGa: (event) => translate(event, { ...toGa, response: requestedResponseToGa }),
  clientEventFromGa: (event) => translate(event, { ...toBeta, response: requestedResponseToBeta }),
}
