import type { Readable } from 'node:stream'
import { utilityProcess } from 'electron'
import type { LaunchChild } from '../../shared/child-program'
import { logOf } from '../../shared/log'
import { logOutput } from '../programs/log-output'

const log = logOf('sound')

/** Every pending read or write of a native stream holds a thread of libuv's pool, which has four by default. */
const environment = { UV_THREADPOOL_SIZE: '16' }

/**
 * Starts the sound process under Electron, in a utility process.
 * @param program the path of its first file
 */
export const utilitySound =
  (program: string): LaunchChild =>
  (listener) => {
    const child = utilityProcess.fork(program, [], {
      env: { ...process.env, ...environment },
      serviceName: 'Parley sound',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let gone = false
    child.on('message', listener.onMessage)
    logOutput(child.stderr as Readable | null, log)
    child.once('exit', (code) => {
      log.info('The sound process ended.', { code })
      gone = true
      listener.onExit()
    })
    // By force, since a native stream that can't be closed would keep it; it has a number only once it runs.
    const kill = (): void => {
      if (child.pid === undefined) child.once('spawn', kill)
      else if (!gone) {
        try {
          process.kill(child.pid, 'SIGKILL')
        } catch {
          // It has just ended by itself.
        }
      }
    }
    return {
      post(message) {
        if (!gone) child.postMessage(message)
      },
      kill,
    }
  }
