import { SAMPLE_RATE } from '../../shared/audio-format'
import { isFields } from '../../shared/realtime/dialects/fields'
import type { WireEvent } from '../../shared/realtime/wire'

/** How sound travels in one direction; PCM is 16 bits, little-endian, mono. */
export interface WireFormat {
  readonly encoding: 'pcm' | 'pcmu' | 'pcma'
  /** Hertz. */
  readonly rate: number
}

/** What a server calls a format that Parley can't make or play. */
export interface UnknownFormat {
  readonly encoding: 'unknown'
  readonly name: string
}

export type StatedFormat = WireFormat | UnknownFormat

export const pcm = (rate: number): WireFormat => ({ encoding: 'pcm', rate })

/** Whether sound travels as it is inside Parley. */
export const isOurs = ({ encoding, rate }: WireFormat): boolean => encoding === 'pcm' && rate === SAMPLE_RATE

/** Rates that sound cards and telephones have; any other number is more likely a mistake than a rate. */
const rates: ReadonlySet<number> = new Set([8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000])

/** G.711 has one rate. */
const TELEPHONE_RATE = 8_000

/** What servers call the formats. PCM has no rate by its name, save for Qwen-Omni's `pcm24`, which is 24 kHz of 16 bits. */
const names: Readonly<Record<string, { readonly encoding: WireFormat['encoding']; readonly rate?: number }>> = {
  'audio/pcm': { encoding: 'pcm' },
  pcm: { encoding: 'pcm' },
  pcm16: { encoding: 'pcm' },
  pcm_s16le: { encoding: 'pcm' },
  linear16: { encoding: 'pcm' },
  pcm24: { encoding: 'pcm', rate: 24_000 },
  'audio/pcmu': { encoding: 'pcmu', rate: TELEPHONE_RATE },
  g711_ulaw: { encoding: 'pcmu', rate: TELEPHONE_RATE },
  'audio/pcma': { encoding: 'pcma', rate: TELEPHONE_RATE },
  g711_alaw: { encoding: 'pcma', rate: TELEPHONE_RATE },
}

/** What a server's session says about its formats; undefined where it says nothing. */
export interface StatedFormats {
  readonly input: StatedFormat | undefined
  readonly output: StatedFormat | undefined
}

/**
 * Reads the formats from a session as the server sent it, in either dialect. The beta's names leave the rate open, as some
 * servers do that speak GA: then it is the one of `known`.
 */
export function statedFormats({ session }: WireEvent, known: { input: number; output: number }): StatedFormats {
  if (!isFields(session)) return { input: undefined, output: undefined }
  const audio = isFields(session.audio) ? session.audio : {}
  const formatOf = (side: unknown): unknown => (isFields(side) ? side.format : undefined)
  const input = formatOf(audio.input) ?? session.input_audio_format
  const output = formatOf(audio.output) ?? session.output_audio_format
  // Qwen-Omni's two names are rates: beside the one for 24 kHz, the other is 16 kHz and no number of bits.
  const knownInput = input === 'pcm16' && output === 'pcm24' ? 16_000 : known.input
  return { input: readFormat(input, knownInput), output: readFormat(output, known.output) }
}

function readFormat(value: unknown, knownRate: number): StatedFormat | undefined {
  const { type, rate } = isFields(value) ? value : { type: value, rate: undefined }
  if (typeof type !== 'string' || type === '') return undefined
  const named = Object.hasOwn(names, type.toLowerCase()) ? names[type.toLowerCase()] : undefined
  if (!named) return unknown(type)
  if (named.rate !== undefined) return { encoding: named.encoding, rate: named.rate }
  if (typeof rate !== 'number') return pcm(knownRate)
  return rates.has(rate) ? pcm(rate) : unknown(`${type}, ${rate} Hz`)
}

/** Names are shown to the user; nothing that is one is longer. */
const unknown = (name: string): UnknownFormat => ({ encoding: 'unknown', name: name.slice(0, 40) })

/** A format as GA's `session.update` asks for it. */
export const toGa = ({ encoding, rate }: WireFormat): { type: string; rate?: number } =>
  encoding === 'pcm' ? { type: 'audio/pcm', rate } : { type: `audio/${encoding}` }
