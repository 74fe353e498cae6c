import { SAMPLE_RATE } from '../../audio-format'
import { type FieldMove, type Fields, isFields, moveToBeta, moveToGa } from './fields'

/** Audio formats by their beta name. The beta has no rate: `pcm16` is 24 kHz unless the endpoint's profile knows better. */
const formats: readonly { readonly beta: string; readonly ga: Fields & { readonly type: string } }[] = [
  { beta: 'pcm16', ga: { type: 'audio/pcm', rate: SAMPLE_RATE } },
  { beta: 'g711_ulaw', ga: { type: 'audio/pcmu' } },
  { beta: 'g711_alaw', ga: { type: 'audio/pcma' } },
]

const formatToGa = (value: unknown): unknown => formats.find((format) => format.beta === value)?.ga ?? value

const formatToBeta = (value: unknown): unknown =>
  formats.find((format) => isFields(value) && format.ga.type === value.type)?.beta ?? value

/** The beta says "text and audio" for a spoken answer, since the transcript is text; GA says "audio". */
const modalitiesToGa = (value: unknown): unknown =>
  Array.isArray(value) ? [value.includes('audio') ? 'audio' : 'text'] : value

const modalitiesToBeta = (value: unknown): unknown =>
  Array.isArray(value) ? (value.includes('audio') ? ['text', 'audio'] : ['text']) : value

const output: readonly FieldMove[] = [
  { beta: 'modalities', ga: ['output_modalities'], toGa: modalitiesToGa, toBeta: modalitiesToBeta },
  { beta: 'voice', ga: ['audio', 'output', 'voice'] },
  { beta: 'speed', ga: ['audio', 'output', 'speed'] },
  { beta: 'output_audio_format', ga: ['audio', 'output', 'format'], toGa: formatToGa, toBeta: formatToBeta },
]

const input: readonly FieldMove[] = [
  { beta: 'input_audio_format', ga: ['audio', 'input', 'format'], toGa: formatToGa, toBeta: formatToBeta },
  { beta: 'input_audio_transcription', ga: ['audio', 'input', 'transcription'] },
  { beta: 'input_audio_noise_reduction', ga: ['audio', 'input', 'noise_reduction'] },
  { beta: 'turn_detection', ga: ['audio', 'input', 'turn_detection'] },
]

const requestedLimit: FieldMove = { beta: 'max_response_output_tokens', ga: ['max_output_tokens'] }

const sessionMoves = [...output, ...input, requestedLimit]
const requestMoves = [...output, requestedLimit]

/** A session's settings, flat in the beta, to GA. */
export const sessionToGa = (session: Fields): Fields => ({ type: 'realtime', ...moveToGa(session, sessionMoves) })

/** A session's settings in GA, to the flat beta, which has no name for the usual type. */
export function sessionToBeta(session: Fields): Fields {
  const { type, ...settings } = session
  return moveToBeta(type === 'realtime' ? settings : session, sessionMoves)
}

/** The parameters of `response.create`. */
export const requestToGa = (request: Fields): Fields => moveToGa(request, requestMoves)
export const requestToBeta = (request: Fields): Fields => moveToBeta(request, requestMoves)

/** A response as the server reports it; unlike a request, both dialects name its limit `max_output_tokens`. */
export const responseToGa = (response: Fields): Fields => moveToGa(response, output)
export const responseToBeta = (response: Fields): Fields => moveToBeta(response, output)
