import { spawn } from 'node:child_process'
import { wasOpenedAtLogin } from './login-item'
import { ownExecutable, parametersAnew } from './own-executable'

const threads = '16'

/**
 * Whether libuv's pool has room for the audio streams: each pending read or write of one holds a thread, and there are
 * four. By the time that the first line of a module runs Electron has used the pool already, and its size is fixed; so
 * where nobody has set it (`npm start` has) Parley starts itself once more. False means that this process is to end.
 *
 * Not by Electron's `relaunch`: it waits for the end of this process in one that an AppImage takes away.
 */
export function hasEnoughThreads(): boolean {
  if (process.env.UV_THREADPOOL_SIZE !== undefined) return true
  const env = { ...process.env, UV_THREADPOOL_SIZE: threads }
  const program = ownExecutable(process.env, process.execPath)
  const parameters = parametersAnew(process.argv.slice(1), wasOpenedAtLogin())
  spawn(program, parameters, { env, detached: true, stdio: 'inherit' }).unref()
  return false
}
