import { oneOf, parseArguments, wholeNumber } from '../arguments'
import { Failure } from '../../../shared/ipc/result'
import type { DialectChoice } from '../../../shared/realtime/servers/server-kinds'
import { defaultSettings } from '../../../shared/realtime/session-config'
import { type TurnMode, turnModes } from '../../../shared/realtime/turn-mode'
import { type EchoChoice, echoChoices } from '../../../shared/settings'
import type { SoundSink, SoundSource } from '../../compose-sound'
import { type FormatName, formatOf } from '../../export/formats'
import { knownWithAddress, knownWithoutAddress } from './known-endpoints'
import { readSessionOptions, sessionFlags, type SessionOptions, sessionUsage } from './session-options'

export const talkUsage = `Usage: npm run talk -- [options]

Talk with the assistant in a terminal: hold Space and speak, or type a line.

  --endpoint <where>    demo (default); the ws:// address of a server; or a kind of server that Parley knows:
                        ${knownWithoutAddress}, or with the address or host
                        behind a colon, as in speaches:ws://127.0.0.1:8000/v1/realtime:
                        ${knownWithAddress}
  --dialect <name>      ga or beta; by default the server's greeting decides
  --model <name>        by default the server's usual one; at OpenAI ${defaultSettings.model}
  --voice <name>        a name, or the identifier of a custom voice; by default the server's usual one
  --instructions <text> what the assistant is told about its part
${sessionUsage}  --key-env <name>      environment variable that holds the key; by default OPENAI_API_KEY for openai,
                        XAI_API_KEY for xai and so on, and none for servers that need no key
  --mode <mode>         ${turnModes.join(', ')}; by default ptt, or text where there is no sound
  --input <source>      mic (default), or a WAV file that is spoken
  --output <sink>       speaker (default), null, or a WAV file to record the answers in
  --echo <choice>       auto (default), on or off: whether the speaker is taken out of what the microphone hears
  --fast                read and write WAV files as fast as possible instead of in real time
  --say <text>          type a turn; may be repeated
  --turns <n>           end after n answers
  --record <file>       write every event that is sent and received, one JSON object a line, for replay and
                        bug reports; without keys, and without sound unless --record-audio asks for it
  --record-audio        record the sound of both sides too
  --export <file>       keep the transcript: .md, .txt, .json, .srt, .vtt or .html
  --json                one event a line on stdout, for scripts
  --verbose             say more about errors
  --help                this text
`

export interface TalkOptions {
  readonly endpoint: string
  readonly dialect: DialectChoice
  /** Null for the server's usual one. */
  readonly model: string | null
  /** Empty for the server's own. */
  readonly voice: string
  readonly instructions: string
  readonly session: SessionOptions
  /** Null when the user names none: then only servers that the key was made for get one. */
  readonly keyVariable: string | null
  /** Null when the user leaves it to what the machine can do. */
  readonly mode: TurnMode | null
  readonly source: SoundSource
  readonly sink: SoundSink
  readonly echo: EchoChoice
  readonly fast: boolean
  readonly say: readonly string[]
  readonly turns: number | null
  readonly export: { readonly path: string; readonly format: FormatName } | null
  readonly json: boolean
  /** Where events are recorded; null when they are not. */
  readonly record: { readonly path: string; readonly withAudio: boolean } | null
}

/** Options after it was decided how turns are taken, and which model answers. */
export type Decided = TalkOptions & { readonly mode: TurnMode; readonly model: string }

/** Whether turns come from the command line, and not from whoever sits there. */
export const isScripted = ({ say, source }: TalkOptions): boolean => say.length > 0 || source.kind === 'file'

const flags = {
  endpoint: { type: 'string', default: 'demo' },
  dialect: { type: 'string', default: 'auto' },
  model: { type: 'string' },
  voice: { type: 'string', default: '' },
  instructions: { type: 'string', default: defaultSettings.instructions },
  ...sessionFlags,
  'key-env': { type: 'string' },
  mode: { type: 'string' },
  input: { type: 'string', default: 'mic' },
  output: { type: 'string', default: 'speaker' },
  echo: { type: 'string', default: 'auto' },
  fast: { type: 'boolean', default: false },
  say: { type: 'string', multiple: true, default: [] as string[] },
  turns: { type: 'string' },
  export: { type: 'string' },
  json: { type: 'boolean', default: false },
  record: { type: 'string' },
  'record-audio': { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/**
 * Reads the flags of `talk`; null when help was asked for.
 * @throws Failure `usage.*`
 */
export function parseTalkOptions(arguments_: readonly string[]): TalkOptions | null {
  const { values } = parseArguments(arguments_, flags, 'talk')
  if (values.help) return null
  return {
    endpoint: values.endpoint,
    dialect: oneOf('dialect', values.dialect, ['auto', 'ga', 'beta'] as const),
    model: values.model ?? null,
    voice: values.voice,
    instructions: values.instructions,
    session: readSessionOptions(values),
    keyVariable: values['key-env'] ?? null,
    mode: values.mode === undefined ? null : oneOf('mode', values.mode, turnModes),
    source: values.input === 'mic' ? { kind: 'microphone' } : { kind: 'file', path: values.input },
    sink: sinkOf(values.output),
    echo: oneOf('echo', values.echo, echoChoices),
    fast: values.fast,
    say: values.say,
    turns: values.turns === undefined ? null : wholeNumber('turns', values.turns, { least: 1 }),
    export: values.export === undefined ? null : { path: values.export, format: formatOf(values.export) },
    json: values.json,
    record: recordOf(values.record, values['record-audio']),
  }
}

function recordOf(path: string | undefined, withAudio: boolean): TalkOptions['record'] {
  if (path !== undefined) return { path, withAudio }
  if (!withAudio) return null
  throw new Failure('usage.needs_record')
}

function sinkOf(output: string): SoundSink {
  if (output === 'speaker') return { kind: 'speaker' }
  return output === 'null' ? { kind: 'nowhere' } : { kind: 'file', path: output }
}
