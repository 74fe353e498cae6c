import { Failure } from '../../../shared/ipc/result'
import {
  answerTokens,
  mayReason,
  type NoiseReduction,
  noiseReductions,
  type ReasoningEffort,
  reasoningEfforts,
  speeds,
} from '../../../shared/realtime/answer-settings'
import type { EndpointProfile } from '../../../shared/realtime/endpoints'
import type { OptionalSetting, ServerTraits } from '../../../shared/realtime/servers/server-traits'
import type { SessionSettings } from '../../../shared/realtime/session-config'
import { transcriptionOf } from '../../../shared/realtime/transcription'
import { languageCode } from '../../../shared/settings'
import { oneOf, wholeNumber } from '../arguments'

export const sessionUsage = `  --transcription <model>|off
                        the model that writes down what you say; by default the server's usual one, if it has one
  --language <code>     what you speak, such as de; by default the model finds out
  --vocabulary <text>   names and terms that you use, separated by commas
  --speed <number>      how fast answers are spoken: ${speeds.least} to ${speeds.most}, default ${speeds.usual}
  --effort <effort>     how thoroughly the model thinks: ${reasoningEfforts.join(', ')}
  --noise-reduction <where>
                        lets the server reduce noise: ${noiseReductions.join(', ')}; off by default
  --max-tokens <n>      the longest answer, in tokens: ${answerTokens.least} to ${answerTokens.most}
`

export const sessionFlags = {
  transcription: { type: 'string' },
  language: { type: 'string' },
  vocabulary: { type: 'string', default: '' },
  speed: { type: 'string', default: String(speeds.usual) },
  effort: { type: 'string' },
  'noise-reduction': { type: 'string', default: 'off' },
  'max-tokens': { type: 'string' },
} as const

/** The values of {@link sessionFlags} as they were typed. */
interface SessionFlagValues {
  readonly transcription?: string
  readonly language?: string
  readonly vocabulary: string
  readonly speed: string
  readonly effort?: string
  readonly 'noise-reduction': string
  readonly 'max-tokens'?: string
}

/** What a session is to be like, besides its model, voice, instructions and mode. */
export interface SessionOptions {
  /** Null for the server's usual model, `off`, or a model's name. */
  readonly transcription: string | null
  /** ISO 639-1; null where the model is to find out. */
  readonly language: string | null
  readonly vocabulary: string
  readonly speed: number
  readonly effort: ReasoningEffort | null
  readonly noiseReduction: NoiseReduction | null
  readonly maxTokens: number | null
}

/** @throws Failure `usage.bad_flag` */
export function readSessionOptions(values: SessionFlagValues): SessionOptions {
  const { transcription, language, effort, 'max-tokens': maxTokens } = values
  const noiseReduction = oneOf('noise-reduction', values['noise-reduction'], ['off', ...noiseReductions])
  return {
    transcription: transcription === undefined ? null : named('transcription', transcription),
    language: language === undefined ? null : languageOf(language),
    vocabulary: values.vocabulary,
    speed: speedOf(values.speed),
    effort: effort === undefined ? null : oneOf('effort', effort, reasoningEfforts),
    noiseReduction: noiseReduction === 'off' ? null : noiseReduction,
    maxTokens: maxTokens === undefined ? null : wholeNumber('max-tokens', maxTokens, answerTokens),
  }
}

/** The options as a session at a server takes them. */
export function sessionSettingsOf(
  options: SessionOptions,
  server: ServerTraits,
): Pick<
  SessionSettings,
  'transcription' | 'speed' | 'reasoningEffort' | 'noiseReduction' | 'maxAnswerTokens' | 'server'
> {
  return {
    transcription: transcriptionOf(options.transcription, server, options),
    speed: options.speed,
    reasoningEffort: options.effort,
    noiseReduction: options.noiseReduction,
    maxAnswerTokens: options.maxTokens,
    server,
  }
}

/** A sentence for each flag that has no effect at a server and with a model. */
export function remarks(
  options: SessionOptions,
  { name, traits: server }: Pick<EndpointProfile, 'name' | 'traits'>,
  model: string,
): readonly string[] {
  const isSilent = transcriptionOf(options.transcription, server, options) === null
  const given: readonly (readonly [flag: string, setting: OptionalSetting, isGiven: boolean])[] = [
    ['language', 'language', options.language !== null],
    ['vocabulary', 'vocabulary', options.vocabulary !== ''],
    ['speed', 'speed', options.speed !== speeds.usual],
    ['effort', 'reasoning', options.effort !== null],
    ['noise-reduction', 'noise_reduction', options.noiseReduction !== null],
    ['max-tokens', 'max_output_tokens', options.maxTokens !== null],
  ]
  return given.flatMap(([flag, setting, isGiven]) => {
    if (!isGiven) return []
    if (!server.settings.includes(setting)) return [`--${flag} has no effect: ${name} has no such setting.`]
    if (setting === 'reasoning' && !mayReason(model)) return [`--${flag} has no effect: ${model} doesn't reason.`]
    if (isSilent && (setting === 'language' || setting === 'vocabulary')) {
      return [`--${flag} has no effect: nothing is transcribed. Name a model with --transcription.`]
    }
    return []
  })
}

function languageOf(code: string): string {
  const checked = languageCode.safeParse(code.toLowerCase())
  if (checked.success) return checked.data
  throw bad('language', code, 'the code of a language, such as de or en')
}

function speedOf(text: string): number {
  const speed = text.trim() === '' ? Number.NaN : Number(text)
  if (speed >= speeds.least && speed <= speeds.most) return speed
  throw bad('speed', text, `a number from ${speeds.least} to ${speeds.most}`)
}

function named(flag: string, value: string): string {
  if (value.trim() !== '') return value.trim()
  throw bad(flag, value, 'the name of a model, or off')
}

const bad = (flag: string, value: string, allowed: string): Failure =>
  new Failure('usage.bad_flag', { flag, value, allowed })
