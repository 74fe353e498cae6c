import { Readable, Writable } from 'node:stream'
import type { LaunchChild } from '../../src/shared/child-program'
import type { Command } from '../../src/main/commands/context'
import { ManualClock } from './manual-clock'

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
}

/** Runs a command as a terminal would. */
export async function runCaptured(
  command: Command,
  arguments_: readonly string[],
  { stdin = '', signal = new AbortController().signal }: Surroundings = {},
): Promise<Captured> {
  const stdout = new Collector()
  const stderr = new Collector()
  const exitCode = await command(arguments_, {
    stdin: stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    clock: new ManualClock(),
    signal,
    interrupt: () => undefined,
    resourcesDirectory: '',
    environment: {},
    launchSound: noSound,
  })
  return { exitCode, stdout: stdout.text, stderr: stderr.text }
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
