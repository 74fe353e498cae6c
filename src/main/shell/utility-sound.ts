import { utilityProcess } from 'electron'
import type { LaunchChild } from '../../shared/child-program'

/** Every pending read or write of a native stream holds a thread of libuv's pool, which has four by default. */
const environment = { UV_THREADPOOL_SIZE: '16' }

/**
 * Starts the sound process under Electron, in a utility process. What native libraries print goes nowhere.
 * @param program the path of its first file
 */
export const utilitySound =
  (program: string): LaunchChild =>
  (listener) => {
    const child = utilityProcess.fork(program, [], {
      env: { ...process.env, ...environment },
      serviceName: 'Parley sound',
      stdio: 'ignore',
    })
    let gone = false
    child.on('message', listener.onMessage)
    child.once('exit', () => {
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
