import { Failure } from '../../shared/ipc/result'
import { systemErrorCode } from '../../shared/system-error'
import { parseFault } from '../demo/faults/parse-fault'
import { type DemoServer, type DemoServerOptions, startDemoServer } from '../demo/server'
import { oneOf, parseArguments, wholeNumber } from './arguments'
import type { CommandContext } from './context'

/** The part of a command's surroundings that the server needs. */
export type SimContext = Pick<CommandContext, 'stdout' | 'stderr' | 'resourcesDirectory' | 'clock' | 'signal'>

const USAGE = `Usage: npm run sim -- [options]

Starts the loopback Realtime server: it speaks OpenAI's protocol, and answers as a mirror does. Prints its URL as the
first line. Any API key will do but "invalid", which is refused as a wrong key would be.

  --port <number>                  port on 127.0.0.1; any free one when left out
  --dialect ga|beta                the protocol's dialect (default ga)
  --rate <hertz>                   rate of the sound both ways, as 16000; clients may also ask for 24000, the default
  --session-cap-minutes <number>   how long a session may last (default 60)
  --fault <type>:<n>:<kind>[:arg]  makes something go wrong at the n-th server event of a type ("*" for any type);
                                   kind is drop, stall (milliseconds), malformed, error (code) or close (code).
                                   May be given more than once, for example --fault response.done:2:drop
  --help                           shows this
`
const MINUTE_MS = 60_000
const MAX_PORT = 65_535
const MAX_SESSION_MINUTES = 24 * 60
const MIN_RATE_HZ = 8_000
const MAX_RATE_HZ = 48_000

/**
 * Runs the loopback server until the signal aborts.
 * @returns the exit code
 * @throws Failure `usage.*`, `sim.port_in_use` or `sim.port_refused`
 */
export async function runSim(argv: readonly string[], context: SimContext): Promise<number> {
  const flags = readFlags(argv)
  if (flags === 'help') {
    context.stdout.write(USAGE)
    return 0
  }
  const { stdout, stderr, signal, clock, resourcesDirectory } = context
  const onDefect = (thrown: unknown): void => {
    stderr.write(`Defect: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`)
  }
  const server = await start({ ...flags, clock, resourcesDirectory, onDefect })
  stdout.write(`${server.url}\n`)
  stderr.write(`Speaking ${flags.dialect}. Press Ctrl+C to stop.\n`)
  await aborted(signal)
  await server.close()
  return 0
}

type Flags = Pick<DemoServerOptions, 'port' | 'dialect' | 'rate' | 'sessionCapMs' | 'faults'>

function readFlags(argv: readonly string[]): Flags | 'help' {
  const { values } = parseArguments(argv, flags, 'sim')
  if (values.help) return 'help'
  const minutes = values['session-cap-minutes']
  return {
    port: wholeNumber('port', values.port, { least: 0, most: MAX_PORT }),
    dialect: oneOf('dialect', values.dialect, ['ga', 'beta']),
    faults: values.fault?.map(parseFault),
    ...(values.rate === undefined
      ? {}
      : { rate: wholeNumber('rate', values.rate, { least: MIN_RATE_HZ, most: MAX_RATE_HZ }) }),
    ...(minutes === undefined ? {} : { sessionCapMs: readMinutes(minutes) * MINUTE_MS }),
  }
}

const flags = {
  port: { type: 'string', default: '0' },
  dialect: { type: 'string', default: 'ga' },
  rate: { type: 'string' },
  'session-cap-minutes': { type: 'string' },
  fault: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h', default: false },
} as const

function readMinutes(text: string): number {
  const minutes = Number(text)
  if (minutes > 0 && minutes <= MAX_SESSION_MINUTES) return minutes
  const allowed = `a number of minutes above 0, up to ${MAX_SESSION_MINUTES}`
  throw new Failure('usage.bad_flag', { flag: 'session-cap-minutes', value: text, allowed })
}

async function start(options: DemoServerOptions): Promise<DemoServer> {
  try {
    return await startDemoServer(options)
  } catch (cause) {
    const { port = 0 } = options
    if (systemErrorCode(cause) === 'EADDRINUSE') throw new Failure('sim.port_in_use', { port }, { cause })
    if (systemErrorCode(cause) === 'EACCES') throw new Failure('sim.port_refused', { port }, { cause })
    throw cause
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
