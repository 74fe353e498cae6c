import { isDeepStrictEqual } from 'node:util'
import type { DialectName } from '../../../shared/realtime/dialect'
import { check } from '../check'
import { accepted, type Checked, invalidRequest, type ProtocolError, refused } from '../errors'
import { type SessionSettings, type TurnDetection, turnDetectionDefaults } from './session-settings'
import { type AudioFormat, sessionSchemas, type SettingsPatch } from './settings-schema'

export interface UpdateContext {
  readonly dialect: DialectName
  /** Whether the assistant has spoken; from then on its voice stays. */
  readonly hasSpoken: boolean
  /** The rates of sound that may be asked for, in hertz. */
  readonly rates: readonly number[]
}

/**
 * Applies a `session.update`: what the client leaves out stays, the model stays always, and one bad field refuses the
 * whole update, as OpenAI's server does.
 */
export function updateSettings(
  current: SessionSettings,
  update: unknown,
  context: UpdateContext,
): Checked<SessionSettings> {
  const checked = check<SettingsPatch>(sessionSchemas[context.dialect], update, 'session')
  if (!checked.ok) return checked
  const patch = checked.value
  if (patch.model !== undefined && patch.model !== current.model) {
    const message = `The model of a session can't be changed: this one runs on '${current.model}'.`
    return refused(invalidRequest('invalid_value', message, 'session.model'))
  }
  const voice = patch.audio?.output?.voice
  if (context.hasSpoken && voice !== undefined && !isDeepStrictEqual(voice, current.audio.output.voice)) {
    const message = "Cannot update a conversation's voice if assistant audio is present."
    return refused(invalidRequest('cannot_update_voice', message, 'session.audio.output.voice'))
  }
  for (const side of ['input', 'output'] as const) {
    const rate = patch.audio?.[side]?.format?.rate
    if (rate !== undefined && !context.rates.includes(rate)) return refused(badRate(side, context.rates))
  }
  return accepted(merge(current, patch, context.dialect))
}

function badRate(side: 'input' | 'output', rates: readonly number[]): ProtocolError {
  const param = `session.audio.${side}.format.rate`
  return invalidRequest('invalid_value', `Invalid '${param}': expected ${rates.join(' or ')}.`, param)
}

function merge(current: SessionSettings, { audio, ...patch }: SettingsPatch, dialect: DialectName): SessionSettings {
  const { input, output } = current.audio
  return {
    ...current,
    ...patch,
    audio: {
      input: {
        format: formatOf(input.format, audio?.input?.format, dialect),
        noise_reduction: keepUnlessGiven(input.noise_reduction, audio?.input?.noise_reduction),
        transcription: keepUnlessGiven(input.transcription, audio?.input?.transcription),
        turn_detection: mergeTurnDetection(input.turn_detection, audio?.input?.turn_detection, dialect),
      },
      output: {
        format: formatOf(output.format, audio?.output?.format, dialect),
        voice: audio?.output?.voice ?? output.voice,
        speed: audio?.output?.speed ?? output.speed,
      },
    },
  }
}

/** The beta has no name for a rate, so it never changes there. */
const formatOf = (current: AudioFormat, given: AudioFormat | undefined, dialect: DialectName): AudioFormat =>
  dialect === 'ga' && given?.rate !== undefined ? given : current

/** Null switches a thing off; left out, it stays as it is. */
const keepUnlessGiven = <T>(current: T, given: T | undefined): T => (given === undefined ? current : given)

type GivenTurnDetection = NonNullable<NonNullable<SettingsPatch['audio']>['input']>['turn_detection']

function mergeTurnDetection(
  current: TurnDetection | null,
  given: GivenTurnDetection,
  dialect: DialectName,
): TurnDetection | null {
  if (given === undefined) return current
  if (given === null) return null
  const defaults = turnDetectionDefaults[dialect]
  return given.type === 'server_vad'
    ? { ...(current?.type === 'server_vad' ? current : defaults.server_vad), ...given }
    : { ...(current?.type === 'semantic_vad' ? current : defaults.semantic_vad), ...given }
}
