import { Readable, Writable } from 'node:stream'
import type { LaunchChild } from '../../src/shared/child-program'
import type { Clock } from '../../src/shared/clock'
import { toAppError } from '../../src/shared/ipc/result'
import type { Command } from '../../src/main/commands/context'
import { exitCodeOf } from '../../src/main/commands/exit-code'
import { ManualClock } from './manual-clock'
import { resourcesDirectory } from './sounds'

/** What a command said and how it ended; a `Failure` rejects. */
export interface Captured {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

interface Surroundings {
  /** What stands on standard input. */
  readonly stdin?: string | Buffer | Readable
  readonly signal?: AbortSignal
  /** One that moves when told to, if not given. */
  readonly clock?: Clock
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs a command as a terminal would. */
export async function runCaptured(
  command: Command,
  arguments_: readonly string[],
  { stdin = '', signal = new AbortController().signal, clock = new ManualClock(), environment = {} }: Surroundings = {},
): Promise<Captured> {
  const stdout = new Collector()
  const stderr = new Collector()
  const exitCode = await command(arguments_, {
    stdin: stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    clock,
    signal,
    interrupt: () => undefined,
    resourcesDirectory,
    environment,
    launchSound: noSound,
  })
  return { exitCode, stdout: stdout.text, stderr: stderr.text }
}

/** Runs a command that fails; returns the exit code and the line that `cli.ts` prints for its failure. */
export async function runFailing(
  ...parameters: Parameters<typeof runCaptured>
): Promise<{ readonly code: number; readonly line: string }> {
  try {
    await runCaptured(...parameters)
  } catch (thrown) {
    const error = toAppError(thrown)
    return { code: exitCodeOf(error), line: `${error.message} ${error.hint}` }
  }
  throw new Error('The command did not fail')
}

/** Commands that are run so have neither microphone nor speaker. */
const noSound: LaunchChild = ({ onExit }) => {
  queueMicrotask(onExit)
  return { post: () => undefined, kill: () => undefined }
}

class Collector extends Writable {
  text = ''

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}
