import path from 'node:path'
import { Failure } from '../../shared/ipc/result'
import { readRecording } from '../../shared/realtime/recording'
import { formatNames, formatOf, formats, type FormatName } from '../export/formats'
import { writeFileAtomically } from '../files/write-file'
import { oneOf, parseArguments } from './arguments'
import type { Command, CommandContext } from './context'
import { type FoldedRecording, foldRecording } from './replay/fold-recording'
import { nameOf, readInput, STANDARD_INPUT } from './replay/read-input'
import { formatStatistics } from './replay/statistics'

const USAGE = `Usage: npm run replay -- <file> [options]

Reads a recorded stream of events and prints the conversation. The file holds JSON lines, one JSON array, or documents
separated by lines of ---, in either dialect: events as servers send them, or with their direction, as talk --record
writes them. A console log will do, if its events stand on a line each. - stands for standard input.

  --format <name>  ${formatNames.join(', ')}; plain text by default
  --out <file>     write the conversation to a file, whose name also tells the format
  --stats          also print usage, cost, rate limits, the session, and how often each event came;
                   on stderr when --format asks for the conversation on stdout
  --verbose        say more about errors
  --help           this text
`

const flags = {
  format: { type: 'string' },
  out: { type: 'string' },
  stats: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

interface ReplayOptions {
  readonly source: string
  readonly format: FormatName
  /** Whether stdout is to hold nothing but the document. */
  readonly documentOnly: boolean
  /** Null for standard output. */
  readonly out: string | null
  readonly stats: boolean
}

/** What the shell is told after an interruption. */
const INTERRUPTED_EXIT_CODE = 130

/**
 * `replay`: folds a recorded event stream and prints the transcript.
 * @throws Failure `usage.*`, `replay.missing`, `replay.not_a_file`, `replay.unreadable`, `replay.too_large`,
 * `replay.empty`, `replay.no_events`, `replay.only_unknown_events`, `export.unknown_format`, `export.not_writable`
 */
export const runReplay: Command = async (arguments_, context) => {
  const options = readOptions(arguments_)
  if (options === null) {
    context.stdout.write(USAGE)
    return 0
  }
  try {
    await replay(options, context)
  } catch (error) {
    if (context.signal.aborted) return INTERRUPTED_EXIT_CODE
    throw error
  }
  return 0
}

function readOptions(arguments_: readonly string[]): ReplayOptions | null {
  const { values, positionals } = parseArguments(arguments_, flags, 'replay', { name: 'file', count: 1 })
  const [source] = positionals
  if (values.help || source === undefined) return null
  const out = values.out === undefined || values.out === STANDARD_INPUT ? null : values.out
  if (out !== null && source !== STANDARD_INPUT && path.resolve(out) === path.resolve(source)) {
    throw new Failure('usage.overwrites_recording')
  }
  const asked = values.format === undefined ? null : oneOf('format', values.format, formatNames)
  const format = asked ?? (out === null ? 'txt' : formatOf(out))
  return { source, format, documentOnly: asked !== null && out === null, out, stats: values.stats }
}

async function replay(options: ReplayOptions, context: CommandContext): Promise<void> {
  const { stdout, stderr } = context
  const folded = foldText(await readInput(options.source, context), options)
  const document = formats[options.format].format(folded.transcript)
  if (options.out === null) stdout.write(document)
  else await writeFileAtomically(options.out, document)
  noteMalformed(folded, options, context)
  if (!options.stats) return
  if (options.documentOnly) stderr.write(formatStatistics(folded))
  else stdout.write(`${options.out === null ? '\n' : ''}${formatStatistics(folded)}`)
}

/** Refuses what holds nothing to replay; unknown events alone are worth a look at the statistics, but no conversation. */
function foldText(text: string, { source, stats }: ReplayOptions): FoldedRecording {
  const recording = readRecording(text)
  const name = nameOf(source)
  if (recording.entries.length === 0) throw new Failure('replay.empty', { name })
  const folded = foldRecording(recording)
  const { eventCount, unknownCount } = folded.tally
  if (eventCount > 0 && (stats || eventCount > unknownCount)) return folded
  throw new Failure(eventCount > 0 ? 'replay.only_unknown_events' : 'replay.no_events', { name })
}

function noteMalformed(
  { tally, skippedLines }: FoldedRecording,
  { stats }: ReplayOptions,
  { stderr }: CommandContext,
): void {
  const { malformedCount, eventCount } = tally
  if (skippedLines > 0) stderr.write(`Lines without an event that were skipped: ${skippedLines}.\n`)
  if (malformedCount === 0) return
  const why = stats ? 'the statistics say why' : '--stats says why'
  stderr.write(`${malformedCount} of ${malformedCount + eventCount} entries could not be read; ${why}.\n`)
}
