import path from 'node:path'
import type { SoundSink, SoundSource } from '../compose-sound'
import { parseArguments, wholeNumber } from './arguments'
import { programFolder } from './program-folder'

export const webUsage = `Usage: npm start -- --web [options]

Serves Parley's window to browsers on this machine, and prints its address.

  --port <number>     default 4873; 0 takes any. A port that is taken gives way to the next one
  --demo              use the built-in demo in this run, whatever endpoint is set
  --data <folder>     where settings and keys are kept
  --input <file.wav>  hear this file instead of the microphone
  --output <sink>     speaker (default), null, or a WAV file to record the answers in
  --verbose           print the log too
  --help              this text
`

export interface WebOptions {
  readonly port: number
  readonly demo: boolean
  /** Prints the log to stderr too. */
  readonly verbose: boolean
  readonly dataDirectory: string
  readonly source: SoundSource
  readonly sink: SoundSink
}

const flags = {
  port: { type: 'string', default: '4873' },
  demo: { type: 'boolean', default: false },
  data: { type: 'string' },
  input: { type: 'string' },
  output: { type: 'string', default: 'speaker' },
  web: { type: 'boolean', default: false },
  hidden: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/**
 * Reads the flags of the web host; null when help was asked for. `--web` and `--hidden` are taken and change nothing, so
 * that every host takes the same flags.
 * @throws Failure `usage.*`
 */
export function parseWebOptions(
  arguments_: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): WebOptions | null {
  const { values } = parseArguments(arguments_, flags, 'start')
  if (values.help) return null
  return {
    port: wholeNumber('port', values.port, { least: 0, most: 65_535 }),
    demo: values.demo,
    verbose: values.verbose,
    dataDirectory: path.resolve(values.data ?? usualDataDirectory(environment)),
    source: values.input === undefined ? { kind: 'microphone' } : { kind: 'file', path: values.input },
    sink: sinkOf(values.output),
  }
}

function sinkOf(output: string): SoundSink {
  if (output === 'speaker') return { kind: 'speaker' }
  return output === 'null' ? { kind: 'nowhere' } : { kind: 'file', path: output }
}

/** Where programs keep what is theirs on this system; `PARLEY_DATA_DIR` overrules it. */
const usualDataDirectory = (environment: Readonly<Record<string, string | undefined>>): string =>
  environment.PARLEY_DATA_DIR || path.join(programFolder(environment), 'parley-web')
