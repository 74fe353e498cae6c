import type { Readable, Writable } from 'node:stream'
import type { LaunchChild } from '../../shared/child-program'
import type { Clock } from '../../shared/clock'

/** What a command gets from its surroundings, so that it can be run in a test as it is run in a terminal. */
export interface CommandContext {
  readonly stdin: Readable
  /** Results only: what a script reads. */
  readonly stdout: Writable
  /** Everything said to a person besides the result. */
  readonly stderr: Writable
  readonly clock: Clock
  /** Aborted when the user wants the command to end (Ctrl+C, a termination signal). */
  readonly signal: AbortSignal
  /** Ends the command as Ctrl+C does: a terminal in raw mode hands that to us as a key. */
  readonly interrupt: () => void
  /** The project's `resources` folder. */
  readonly resourcesDirectory: string
  /** Environment variables: keys are read from here and from nowhere else. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** How the sound process is started. */
  readonly launchSound: LaunchChild
}

/** A command of the terminal host. Resolves to the exit code; what is thrown is shown as one line with a hint. */
export type Command = (arguments_: readonly string[], context: CommandContext) => Promise<number>
