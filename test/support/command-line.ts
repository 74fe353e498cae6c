import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Running {
  /** Resolves with the first line on stdout that fits; with an empty one when there was none to the end. */
  line(fits?: (line: string) => boolean): Promise<string>
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
  const waiting = new Set<() => void>()
  let ended = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    for (const check of waiting) check()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdin.end(options.stdin ?? '')
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code) => {
      ended = true
      for (const check of waiting) check()
      resolve({ code, stdout, stderr })
    })
  })
  const line: Running['line'] = (fits = () => true) =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = stdout.split('\n').slice(0, -1).find(fits)
        if (found === undefined && !ended) return
        waiting.delete(check)
        resolve(found ?? '')
      }
      waiting.add(check)
      check()
    })
  return { line, finished, stop: () => child.kill('SIGTERM') }
}

/** Runs a command to its end. */
export const run = (...parameters: Parameters<typeof start>): Promise<Finished> => start(...parameters).finished
