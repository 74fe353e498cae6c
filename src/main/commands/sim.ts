import { parseArgs } from 'node:util'
import { Failure } from '../../shared/ipc/result'
import type { DialectName } from '../../shared/realtime/dialect'
import { parseFault } from '../demo/faults/parse-fault'
import { type DemoServer, type DemoServerOptions, startDemoServer } from '../demo/server'
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
const HINT = 'Try --help.'
const MINUTE_MS = 60_000
const MAX_PORT = 65_535
const MAX_SESSION_MINUTES = 24 * 60
const MIN_RATE_HZ = 8_000
const MAX_RATE_HZ = 48_000

/**
 * Runs the loopback server until the signal aborts.
 * @returns the exit code
 * @throws Failure `usage.bad_flag`, `sim.port_in_use` or `sim.port_refused`
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
  const { values } = parse(argv)
  if (values.help) return 'help'
  const minutes = values['session-cap-minutes']
  return {
    port: readPort(values.port),
    dialect: readDialect(values.dialect),
    faults: values.fault?.map(parseFault),
    ...(values.rate === undefined ? {} : { rate: readRate(values.rate) }),
    ...(minutes === undefined ? {} : { sessionCapMs: readMinutes(minutes) * MINUTE_MS }),
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string', default: '0' },
        dialect: { type: 'string', default: 'ga' },
        rate: { type: 'string' },
        'session-cap-minutes': { type: 'string' },
        fault: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (cause) {
    throw new Failure('usage.bad_flag', cause instanceof Error ? cause.message : String(cause), HINT, { cause })
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= MAX_PORT) return port
  throw new Failure('usage.bad_flag', `'${text}' is not a port.`, `Ports are 0 to ${MAX_PORT}; 0 takes any free one.`)
}

function readDialect(text: string): DialectName {
  if (text === 'ga' || text === 'beta') return text
  throw new Failure('usage.bad_flag', `'${text}' is not a dialect.`, 'Dialects are ga and beta.')
}

function readRate(text: string): number {
  const rate = Number(text)
  if (Number.isInteger(rate) && rate >= MIN_RATE_HZ && rate <= MAX_RATE_HZ) return rate
  const hint = `Rates are ${MIN_RATE_HZ} to ${MAX_RATE_HZ} hertz.`
  throw new Failure('usage.bad_flag', `'${text}' is not a rate of sound.`, hint)
}

function readMinutes(text: string): number {
  const minutes = Number(text)
  if (minutes > 0 && minutes <= MAX_SESSION_MINUTES) return minutes
  const hint = `A session lasts more than 0 and at most ${MAX_SESSION_MINUTES} minutes.`
  throw new Failure('usage.bad_flag', `'${text}' is not a length of a session.`, hint)
}

async function start(options: DemoServerOptions): Promise<DemoServer> {
  try {
    return await startDemoServer(options)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'EADDRINUSE') {
      throw new Failure('sim.port_in_use', `Port ${options.port} is in use.`, 'Choose another with --port.', { cause })
    }
    if (code === 'EACCES') {
      const message = `Port ${options.port} may not be used on this machine.`
      throw new Failure('sim.port_refused', message, 'Choose another with --port, above 1023.', { cause })
    }
    throw cause
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
