import { type Fields, isFields } from '../../../shared/realtime/dialects/fields'
import type { Row } from './sections'

/**
 * A session's settings as they were on the wire. The beta has them flat and GA in groups, and some servers mix both, so
 * each is looked for in both places.
 */
export function sessionRows(session: Fields): readonly Row[] {
  const input = group(group(session, 'audio'), 'input')
  const output = group(group(session, 'audio'), 'output')
  const rows: readonly (readonly [string, unknown])[] = [
    ['id', session.id],
    ['model', session.model],
    ['voice', session.voice ?? output.voice],
    ['turn detection', turnDetection(either(session, 'turn_detection', input.turn_detection))],
    ['modalities', list(session.modalities ?? session.output_modalities)],
    ['input format', format(session.input_audio_format ?? input.format)],
    ['output format', format(session.output_audio_format ?? output.format)],
    ['transcription', transcription(either(session, 'input_audio_transcription', input.transcription))],
  ]
  return rows.map(([name, value]) => [name, typeof value === 'string' ? value : 'not told'])
}

const group = (fields: Fields, name: string): Fields => {
  const value = fields[name]
  return isFields(value) ? value : {}
}

/** A setting that may be null, which says more than that it is missing. */
const either = (fields: Fields, name: string, otherwise: unknown): unknown =>
  name in fields ? fields[name] : otherwise

/** Parameters of turn detection, with what they are called here and the unit. */
const turnParameters: readonly (readonly [field: string, label: string, unit: string])[] = [
  ['threshold', 'threshold', ''],
  ['prefix_padding_ms', 'prefix padding', ' ms'],
  ['silence_duration_ms', 'silence', ' ms'],
  ['idle_timeout_ms', 'idle timeout', ' ms'],
  ['eagerness', 'eagerness', ''],
]

function turnDetection(value: unknown): string | undefined {
  if (value === null) return 'off (turns are ended by hand)'
  if (!isFields(value)) return undefined
  const parameters = turnParameters.flatMap(([field, label, unit]) => {
    const parameter = value[field]
    return typeof parameter === 'number' || typeof parameter === 'string' ? [`${label} ${parameter}${unit}`] : []
  })
  return [typeof value.type === 'string' ? value.type : 'of unknown type', ...parameters].join(', ')
}

const list = (value: unknown): string | undefined =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').join(', ') : undefined

function format(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (!isFields(value) || typeof value.type !== 'string') return undefined
  return typeof value.rate === 'number' ? `${value.type}, ${value.rate} Hz` : value.type
}

function transcription(value: unknown): string | undefined {
  if (value === null) return 'off'
  const model = isFields(value) ? value.model : undefined
  return typeof model === 'string' ? model : undefined
}
