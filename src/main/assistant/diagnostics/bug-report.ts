import type { AppSnapshot, AudioDeviceSummary, Diagnostics, HotkeyStatus } from '../../../shared/ipc/contract'
import { type Profile, profileInUse } from '../../../shared/profiles'
import type { SessionState } from '../../../shared/session/state'
import type { Settings } from '../../../shared/settings'
import type { LoggedError } from './error-log'
import type { Environment } from '../../ports/assistant'

/** What a report is made of. It may hold words; the report is made so that it doesn't. */
export interface BugReportFacts {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly version: string
  readonly host: AppSnapshot['host']
  readonly environment: Environment
  readonly settings: Settings
  readonly keys: AppSnapshot['keys']
  readonly keyProtection: AppSnapshot['keyProtection']
  readonly hotkey: HotkeyStatus
  readonly session: SessionState
  /** Null where they could not be listed. */
  readonly devices: readonly AudioDeviceSummary[] | null
  readonly diagnostics: Diagnostics
  readonly errors: readonly LoggedError[]
  /** The last lines of the log, oldest first. */
  readonly log: readonly string[]
}

/** How many of the last events are listed. */
const MAX_EVENTS = 200

/**
 * What developers need to know about a fault, as Markdown that a user can read and send. Of what was said, typed,
 * answered or called it has sizes only; of addresses the host; of keys, for which endpoints there are some.
 */
export function bugReport(facts: BugReportFacts): string {
  const sections: [title: string, lines: readonly string[]][] = [
    ['Environment', environmentLines(facts)],
    ['Settings', settingsLines(facts)],
    ['State', stateLines(facts)],
    ['Devices', deviceLines(facts.devices)],
    ['Last errors', facts.errors.map(({ at, code }) => `- ${time(at)} ${name(code)}`)],
    ['Events by type', countLines(facts.diagnostics)],
    ['Last events', eventLines(facts.diagnostics)],
    ['Log', facts.log.map((line) => `    ${line}`)],
  ]
  const body = sections.map(([title, lines]) => `## ${title}\n\n${lines.length === 0 ? 'None.' : lines.join('\n')}\n`)
  return ['# Parley bug report\n', `${introduction(facts.at)}\n`, ...body].join('\n')
}

const introduction = (at: number): string =>
  `Written at ${time(at)}. There is no word in it that was said, typed or answered, no sound and no key.`

const environmentLines = ({ version, host, environment }: BugReportFacts): string[] => [
  `- Parley: ${code(version)}, ${host}`,
  `- System: ${code(environment.system)}, ${code(environment.architecture)}`,
  `- Locale: ${code(environment.locale)}`,
  ...Object.entries(environment.runtimes).map(([runtime, version]) => `- ${runtime}: ${code(version)}`),
]

function settingsLines({ settings, keys, keyProtection, devices }: BugReportFacts): string[] {
  const { instructions, mode, voiceDetection, audio, appearance, talkKey } = settings
  const { transcription, answers, network } = settings
  const { threshold, prefixPaddingMs, silenceDurationMs, eagerness } = voiceDetection
  const used = profileInUse(settings)
  return [
    ...settings.profiles.map((profile) => profileLine(profile, profile.id === used.id, keys.includes(profile.id))),
    `- Keys protected by: ${keyProtection}`,
    `- Instructions: ${instructions.length} characters`,
    `- Mode: ${mode}; threshold ${threshold}, padding ${prefixPaddingMs} ms, silence ${silenceDurationMs} ms, eagerness ${eagerness}`,
    `- Transcription: language ${transcription.language ?? 'automatic'}, vocabulary ${transcription.vocabulary.length} characters`,
    `- Answers: speed ${answers.speed}, effort ${answers.reasoningEffort ?? 'default'}, limit ${answers.maxTokens ?? 'none'}; noise reduction ${audio.noiseReduction ?? 'none'}`,
    `- Microphone: ${chosen(audio.microphone, devices)}; speaker: ${chosen(audio.speaker, devices)}`,
    `- Appearance: theme ${appearance.theme}, language ${appearance.language}, call pill ${yesNo(appearance.callPill)}`,
    `- Talk key: ${talkKey.behaviour}; hotkey ${talkKey.hotkey === null ? 'none' : code(talkKey.hotkey)}`,
    // Where the proxy is, and with which password, stays the user's.
    `- Proxy: ${network.proxy.kind}; certificates of the user's own: ${yesNo(network.certificates !== '')}`,
    `- Starts at login: ${yesNo(settings.startAtLogin)}`,
  ]
}

/** Names and identifiers of profiles are the user's own, and not told. */
function profileLine(profile: Profile, isUsed: boolean, hasKey: boolean): string {
  const { kind, dialect, authentication, address, model, voice, transcription } = profile
  const signs = [`dialect ${dialect}`, `authentication ${authentication}`, `address ${hostOf(address)}`]
  const names = [
    `model ${model === '' ? 'none' : code(model)}`,
    `voice ${voice === '' ? 'usual' : code(voice)}`,
    `transcription ${transcription === null ? 'usual' : code(transcription)}`,
  ]
  return `- Server${isUsed ? ' in use' : ''}: ${[kind, ...signs, ...names, `key ${yesNo(hasKey)}`].join(', ')}`
}

const stateLines = ({ session, hotkey }: BugReportFacts): string[] => [
  `- Session: ${sessionWords(session)}`,
  `- Hotkey: ${hotkey.kind}${hotkey.kind === 'toggle' ? ` (${hotkey.reason})` : ''}`,
]

function sessionWords(session: SessionState): string {
  if (session.phase === 'closed') return session.error ? `closed by ${name(session.error.code)}` : 'closed'
  if (session.phase !== 'ready') return session.phase
  const { mode, activity, sending, muted, microphoneOpen } = session
  const signs = [sending && 'sending', muted && 'muted', microphoneOpen && 'microphone open'].filter(Boolean)
  return ['ready', mode, activity, ...signs].join(', ')
}

const deviceLines = (devices: BugReportFacts['devices']): string[] =>
  devices?.map(({ name: label, input, output }) => {
    const uses = [input && 'microphone', output && 'speaker'].filter(Boolean)
    return `- ${code(label)} (${uses.join(', ')})`
  }) ?? ['They could not be listed.']

const countLines = ({ counts, unknown, malformed }: Diagnostics): string[] => [
  ...counts.map(({ type, count, known }) => `- ${count} × ${name(type)}${known ? '' : ' (unknown)'}`),
  `- Unknown: ${unknown}; malformed: ${malformed}`,
]

/** Sizes are without sound, which is taken out before events are kept. */
const eventLines = ({ recent }: Diagnostics): string[] =>
  recent.slice(-MAX_EVENTS).map(({ at, type, text }) => `- ${time(at)} ${name(type)}, ${text.length} characters`)

const time = (at: number): string => new Date(at).toISOString()

const yesNo = (is: boolean): string => (is ? 'yes' : 'no')

/** Text that can't be anything else in Markdown, and has one line. */
const code = (text: string): string => `\`${text.replace(/[`\s]+/g, ' ').trim()}\``

/** As names of events and errors are made; a server may send anything as such, words as well. */
const nameShape = /^(?:[a-z][a-z0-9]*(?:[._][a-z0-9]+)+|error|\(malformed\))$/

const name = (given: string): string =>
  nameShape.test(given) && given.length <= 80 ? code(given) : `(no name, ${given.length} characters)`

function chosen(id: string | null, devices: BugReportFacts['devices']): string {
  if (id === null) return 'system default'
  const device = devices?.find((other) => other.id === id)
  return device ? code(device.name) : 'one that is not there'
}

/** Of an address no user, path, query or anchor: they may be as secret as a key. */
function hostOf(address: string): string {
  if (address.trim() === '') return 'none'
  const whole = /^\w+:\/\//.test(address.trim()) ? address.trim() : `wss://${address.trim()}`
  return URL.canParse(whole) && new URL(whole).host !== '' ? code(new URL(whole).host) : 'unreadable'
}
