import path from 'node:path'
import type { Writable } from 'node:stream'
import { type AppError, Failure, toAppError } from '../shared/ipc/result'
import { addLogSink } from '../shared/log'
import { forkSound, ownProgram } from './programs/fork-sound'
import { systemClock } from './clock/system-clock'
import type { Command } from './commands/context'
import { exitCodeOf } from './commands/exit-code'
import { runHistory } from './commands/history'
import { runReplay } from './commands/replay'
import { runSim } from './commands/sim'
import { runTalk } from './commands/talk'
import { formatEntry } from './log/format-entry'

/** The terminal host: `talk`, `replay`, `sim` and `history`. Only wires and starts. */

const { stdout, stderr } = process
const isVerbose = process.argv.includes('--verbose')

const commands: Readonly<Record<string, Command>> = {
  talk: runTalk,
  replay: runReplay,
  sim: runSim,
  history: runHistory,
}

async function main(): Promise<number> {
  if (isVerbose) addLogSink((entry) => stderr.write(`${formatEntry(entry, systemClock.wallTime(), [])}\n`))
  const [name = '', ...rest] = process.argv.slice(2)
  const command = commands[name]
  if (!command) throw new Failure('usage.unknown_command', { name, commands: Object.keys(commands).join(', ') })
  const ending = abortOnSignals()
  return command(rest, {
    stdin: process.stdin,
    stdout,
    stderr,
    clock: systemClock,
    signal: ending.signal,
    interrupt: () => ending.abort(),
    resourcesDirectory: path.resolve(import.meta.dirname, '../../resources'),
    environment: process.env,
    launchSound: forkSound(ownProgram(import.meta.url, 'sound')),
  })
}

/** The first signal ends the command cleanly; a second one, from a user who will not wait, at once. */
function abortOnSignals(): AbortController {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130)
      controller.abort()
    })
  }
  return controller
}

function report(thrown: unknown): number {
  const error: AppError = toAppError(thrown)
  stderr.write(`parley: ${[error.message, error.hint].filter((text) => text !== '').join(' ')}\n`)
  if (isVerbose && thrown instanceof Error) stderr.write(`${describe(thrown)}\n`)
  return exitCodeOf(error)
}

const describe = (error: Error): string =>
  `${error.stack ?? error.message}${error.cause instanceof Error ? `\ncaused by ${describe(error.cause)}` : ''}`

/** Resolves when a slow reader has taken all that was written. */
const written = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve())
  })

// A reader that has seen enough (`replay … | head`) is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main().catch(report)
await Promise.all([written(stdout), written(stderr)])
