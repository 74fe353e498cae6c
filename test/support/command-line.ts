import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Running {
  /** Resolves with the first line on stdout. */
  readonly firstLine: Promise<string>
  readonly finished: Promise<Finished>
  /** Asks it to end, as a terminal does. */
  stop(): void
}

/** Starts a command as `npm run` does. */
export function start(
  arguments_: readonly string[],
  options: { stdin?: string; env?: Record<string, string> } = {},
): Running {
  const child = spawn(process.execPath, [join(root, 'scripts', 'run.cjs'), ...arguments_], {
    cwd: root,
    env: { ...process.env, ...options.env },
  })
  let stdout = ''
  let stderr = ''
  let onLine: (line: string) => void = () => undefined
  const firstLine = new Promise<string>((resolve) => {
    onLine = resolve
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    if (stdout.includes('\n')) onLine(stdout.slice(0, stdout.indexOf('\n')))
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdin.end(options.stdin ?? '')
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code) => {
      onLine('')
      resolve({ code, stdout, stderr })
    })
  })
  return { firstLine, finished, stop: () => child.kill('SIGTERM') }
}

/** Runs a command to its end. */
export const run = (...parameters: Parameters<typeof start>): Promise<Finished> => start(...parameters).finished
