import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort, Worker } from 'node:worker_threads'
import type { LaunchChild, ParentProgram } from '../../shared/child-program'
import { logOf } from '../../shared/log'
import { logOutput } from './log-output'

/**
 * Starts one of Parley's programs in a thread of this process. It is to be ended, or the process goes on.
 * @param program the path of its first file, bundled or as source
 */
export const launchWorker =
  (program: string): LaunchChild =>
  ({ onMessage, onExit }) => {
    const log = logOf(path.parse(program).name)
    const worker = program.endsWith('.ts') ? fromSource(program) : new Worker(program, { stderr: true })
    logOutput(worker.stderr, log)
    worker.on('message', onMessage)
    worker.on('error', (error) => log.error('The thread ended with an error.', error))
    worker.once('exit', onExit)
    return {
      post: (message) => worker.postMessage(message),
      kill: () => void worker.terminate(),
    }
  }

/** What lets a process run TypeScript does not reach into its threads. */
function fromSource(program: string): Worker {
  const tsx = import.meta.resolve('tsx/esm/api')
  const start = `import('${tsx}').then(({ register }) => (register(), import('${pathToFileURL(program).href}')))`
  return new Worker(start, { eval: true, stderr: true })
}

/** The one who started this thread; to be called first of all in a thread that {@link launchWorker} started. */
export function parentOfWorker(): ParentProgram {
  if (!parentPort) throw new Error('This is not a worker')
  const port = parentPort
  // A thread with nothing to wait for, while WebAssembly is compiled for it, has Node wait for all that is done in the
  // background (nodejs/node#54918), and what is done there can wait for the thread: then both wait for ever.
  port.ref()
  return {
    post: (message) => port.postMessage(message),
    listen: (onMessage) => void port.on('message', onMessage),
  }
}
