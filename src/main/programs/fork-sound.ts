import { fork } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LaunchChild } from '../../shared/child-program'
import { logOf } from '../../shared/log'
import { logOutput } from './log-output'

const log = logOf('sound')

/** Every pending read or write of a native stream holds a thread of libuv's pool, which has four by default. */
const environment = { UV_THREADPOOL_SIZE: '16' }

/**
 * The path of one of Parley's programs, which lies beside the one that runs: as source, or bundled.
 * @param url the address of the program that runs, `import.meta.url`
 */
export function ownProgram(url: string, name: 'sound' | 'history-worker' | 'recordings-worker'): string {
  const running = fileURLToPath(url)
  return path.join(path.dirname(running), `${name}${path.extname(running)}`)
}

/**
 * Starts the sound process under plain Node.
 * @param program the path of its first file
 */
export const forkSound =
  (program: string): LaunchChild =>
  ({ onMessage, onExit }) => {
    const child = fork(program, {
      env: { ...process.env, ...environment },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Linux shares out the processor by session: in one of its own, sound does not suffer from what its parent does.
      detached: process.platform === 'linux',
    })
    logOutput(child.stderr, log)
    child.on('message', onMessage)
    child.once('exit', (code, signal) => {
      log.info('The sound process ended.', { code, signal })
      onExit()
    })
    child.once('error', (error) => {
      log.error('The sound process could not be started, or a message could not be sent.', error)
      onExit()
    })
    return {
      post(message) {
        if (child.connected) child.send(message as object, () => undefined) // a process that ends hears no more
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
