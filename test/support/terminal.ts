import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** Python's standard library has what Node lacks: a pseudo-terminal. */
const bridge = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))'

/** Why there can be no terminal here; undefined when there can. */
export const terminalMissing = (): string | undefined =>
  spawnSync('python3', ['-c', 'import pty']).status === 0 ? undefined : 'not installed: python3'

export interface Terminal {
  /** Presses keys. */
  type(keys: string): void
  /** Resolves when the screen has shown a text since the last call. */
  shows(text: string | RegExp): Promise<void>
  /** Closes the terminal, with whatever still runs in it. */
  close(): void
  /** The exit code. */
  readonly ended: Promise<number | null>
}

/** Starts a command in a terminal of its own. */
export function openTerminal(arguments_: readonly string[], env: Readonly<Record<string, string>>): Terminal {
  const child = spawn('python3', ['-c', bridge, process.execPath, join(root, 'scripts', 'run.cjs'), ...arguments_], {
    env: { ...process.env, ...env, TERM: 'xterm-256color' },
  })
  let screen = ''
  let check: () => void = () => undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text
    check()
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    type: (keys) => void child.stdin.write(keys),
    shows: (text) =>
      new Promise((resolve) => {
        check = () => {
          const found = typeof text === 'string' ? screen.indexOf(text) : screen.search(text)
          if (found < 0) return
          screen = screen.slice(found + 1)
          check = () => undefined
          resolve()
        }
        check()
      }),
    close: () => void child.kill(),
    ended,
  }
}
